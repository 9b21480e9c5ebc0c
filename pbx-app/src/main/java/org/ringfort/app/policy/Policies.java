package org.ringfort.app.policy;

import java.time.Duration;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.platform.memory.ReadAhead;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.policy.store.PolicyStore;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** The security policies of tenants. */
@Service
public class Policies implements ReadAhead {
    private final PolicyStore store;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Remembered<TenantId, SecurityPolicy> known = Remembered.everything(10_000, Duration.ofSeconds(30));

    Policies(PolicyStore store, TenantTransactions transactions, Audit audit, ApplicationEventPublisher events) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
    }

    /** A policy and its version; version 0 was never written. */
    public record Versioned(SecurityPolicy policy, long version) {}

    /** The policy of a tenant, at most 30 s old; for hot paths. */
    public SecurityPolicy of(TenantId tenant) {
        return known.of(tenant, () -> read(tenant));
    }

    private SecurityPolicy read(TenantId tenant) {
        return transactions.separately(tenant, () -> store.read(tenant)).policy();
    }

    @Override
    public void readAhead(TenantId tenant) {
        known.anew(tenant, () -> read(tenant));
        of(TenantScope.PLATFORM); // strangers are challenged by it
    }

    /** The current tenant's policy. */
    public Versioned current() {
        return transactions.current(() -> store.read(TenantScope.current()));
    }

    /** Changes the current tenant's policy. */
    public Versioned change(long version, SecurityPolicy wanted) {
        if (wanted.minRegistrationSeconds() > wanted.maxRegistrationSeconds()) {
            throw Problem.invalid("maxRegistrationSeconds", "range", "The longest must not be below the shortest.");
        }
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            Versioned before = store.readForChange(tenant);
            EntityTag.check(version, before.version());
            store.write(tenant, wanted);
            audit.record(AuditEntry.changed("policy", tenant, before.policy(), wanted));
            events.publishEvent(new PolicyChanged(tenant, wanted));
            return new Versioned(wanted, before.version() + 1);
        });
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(PolicyChanged changed) {
        known.forget(changed.tenant());
    }
}
