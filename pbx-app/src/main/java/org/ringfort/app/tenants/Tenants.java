package org.ringfort.app.tenants;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.platform.database.DatabaseAway;
import org.ringfort.app.platform.memory.ReadAhead;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.store.TenantStore;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** The directory of tenants. Lists and changes happen in the platform's scope; a tenant sees itself. */
@Service
public class Tenants implements ReadAhead {
    private static final Pattern DOMAIN = Pattern.compile(
            "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*|\\[[0-9a-f:.]{2,45}]");
    private static final int LONGEST_DOMAIN = 253;

    private final TenantStore store;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    // Strangers ask for any domain they like: unknown ones are remembered as shortly as known ones, and never many.
    private final Remembered<String, Optional<Tenant>> byDomain = Remembered.everything(10_000, Duration.ofSeconds(30));

    Tenants(TenantStore store, TenantTransactions transactions, Audit audit, ApplicationEventPublisher events) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
    }

    /** The enabled tenant that a SIP domain or alias leads to; changes are seen within 30 s on every node, at once on this one. */
    public Optional<Tenant> byDomain(String domain) {
        String wanted = domain.toLowerCase(Locale.ROOT);
        if (wanted.length() > LONGEST_DOMAIN) {
            return Optional.empty();
        }
        return byDomain.of(
                wanted,
                () -> transactions
                        .separately(TenantScope.PLATFORM, () -> store.byDomain(wanted))
                        .filter(Tenant::enabled));
    }

    /** The same for whom strangers ask: while the database is away, a domain of which nothing is known is nobody's. */
    public Optional<Tenant> knownByDomain(String domain) {
        try {
            return byDomain(domain);
        } catch (RuntimeException failure) {
            if (!DatabaseAway.causes(failure)) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    @Override
    public void readAhead(TenantId tenant) {
        long mark = byDomain.mark();
        lookUp(tenant).ifPresent(found -> {
            Optional<Tenant> answer = Optional.of(found).filter(Tenant::enabled);
            byDomain.learn(mark, found.domain(), answer);
            found.aliases().forEach(alias -> byDomain.learn(mark, alias, answer));
        });
    }

    /** A tenant, seen from the current scope. */
    public Optional<Tenant> find(TenantId id) {
        return transactions.current(() -> store.find(id));
    }

    /** A tenant, whatever the current scope; for the border that has to bind one. */
    public Optional<Tenant> lookUp(TenantId id) {
        return transactions.separately(TenantScope.PLATFORM, () -> store.find(id));
    }

    /** Those the current scope sees, in order of creation. */
    public Page<Tenant> list(Cursor cursor) {
        return transactions.current(() -> Page.of(
                store.list(cursor.afterId(), cursor.fetch()),
                cursor.limit(),
                tenant -> tenant.id().toString()));
    }

    /** Creates a tenant; only the platform's scope can. */
    public Tenant create(String domain, TenantDraft draft) {
        return transactions.current(() -> {
            String main = domain.toLowerCase(Locale.ROOT);
            checkDomain("domain", main);
            TenantDraft clean = check(draft, main);
            Tenant tenant = store.insert(TenantId.next(), main, clean);
            audit.record(AuditEntry.created("tenant", tenant.id(), tenant));
            events.publishEvent(new TenantChanged(tenant));
            return tenant;
        });
    }

    /** Changes a tenant; only the platform's scope can. */
    public Tenant change(TenantId id, long version, TenantDraft draft) {
        return transactions.current(() -> {
            Tenant before = store.find(id).orElseThrow(Problem::notFound);
            EntityTag.check(version, before.version());
            Tenant after = store.update(id, check(draft, before.domain()));
            audit.record(AuditEntry.changed("tenant", id, before, after));
            events.publishEvent(new TenantChanged(after));
            return after;
        });
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(TenantChanged changed) {
        byDomain.forgetAll();
    }

    private TenantDraft check(TenantDraft draft, String domain) {
        List<String> aliases = new TreeSet<>(draft.aliases().stream()
                        .map(alias -> alias.toLowerCase(Locale.ROOT))
                        .filter(alias -> !alias.equals(domain))
                        .toList())
                .stream().toList();
        for (int i = 0; i < aliases.size(); i++) {
            checkDomain("aliases[" + i + "]", aliases.get(i));
        }
        return new TenantDraft(draft.name(), aliases, draft.enabled(), draft.maxExtensions(), draft.maxCalls());
    }

    private static void checkDomain(String field, String domain) {
        if (domain.length() > LONGEST_DOMAIN || !DOMAIN.matcher(domain).matches()) {
            throw Problem.invalid(field, "malformed", "Give a host name or an address, such as pbx.example.");
        }
    }
}
