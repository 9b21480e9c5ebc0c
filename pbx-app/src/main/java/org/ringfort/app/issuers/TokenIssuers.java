package org.ringfort.app.issuers;

import java.time.Duration;
import java.util.Optional;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.issuers.store.TokenIssuerStore;
import org.ringfort.app.platform.memory.ReadAhead;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** The token issuers of tenants; off where nobody said anything. */
@Service
public class TokenIssuers implements ReadAhead {
    private final TokenIssuerStore store;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Remembered<TenantId, TokenIssuer> known = Remembered.everything(10_000, Duration.ofSeconds(30));

    TokenIssuers(
            TokenIssuerStore store, TenantTransactions transactions, Audit audit, ApplicationEventPublisher events) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
    }

    /** An issuer and its version; version 0 was never written. */
    public record Versioned(TokenIssuer issuer, long version) {}

    /** The issuer of a tenant if it is switched on, at most 30 s old; for hot paths. Domains that nobody has, have none. */
    public Optional<TokenIssuer> of(TenantId tenant) {
        if (tenant.equals(TenantScope.PLATFORM)) {
            return Optional.empty();
        }
        TokenIssuer issuer = known.of(tenant, () -> read(tenant));
        return issuer.enabled() ? Optional.of(issuer) : Optional.empty();
    }

    private TokenIssuer read(TenantId tenant) {
        return transactions.separately(tenant, () -> store.read(tenant)).issuer();
    }

    @Override
    public void readAhead(TenantId tenant) {
        known.anew(tenant, () -> read(tenant));
    }

    /** The current tenant's. */
    public Versioned current() {
        return transactions.current(() -> store.read(TenantScope.current()));
    }

    /** Changes the current tenant's. */
    public Versioned change(long version, TokenIssuer wanted) {
        wanted.check();
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            Versioned before = store.readForChange(tenant);
            EntityTag.check(version, before.version());
            store.write(tenant, wanted);
            audit.record(AuditEntry.changed("token-issuer", tenant, before.issuer(), wanted));
            events.publishEvent(new TokenIssuerChanged(tenant, wanted));
            return new Versioned(wanted, before.version() + 1);
        });
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(TokenIssuerChanged changed) {
        known.forget(changed.tenant());
    }
}
