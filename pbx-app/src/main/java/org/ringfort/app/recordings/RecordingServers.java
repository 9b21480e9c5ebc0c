package org.ringfort.app.recordings;

import java.time.Duration;
import java.util.Optional;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.recordings.store.RecordingServerStore;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** The recording servers of tenants. Administration works in the current scope; what calls need names its tenant. */
@Service
public class RecordingServers {
    private final RecordingServerStore store;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Remembered<TenantId, RecordingServer> known = Remembered.everything(10_000, Duration.ofSeconds(30));

    /** What was said, and its version; version 0 was never written. */
    public record Versioned(RecordingServer server, long version) {}

    /** Said after the transaction that changed it. */
    record ServerChanged(TenantId tenant) {}

    RecordingServers(
            RecordingServerStore store,
            TenantTransactions transactions,
            Audit audit,
            ApplicationEventPublisher events) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
    }

    /** Where what is recorded of the tenant's calls goes besides, or instead; empty: nowhere. At most 30 s old. */
    Optional<RecordingServer> of(TenantId tenant) {
        return Optional.of(known.of(tenant, () -> read(tenant)))
                .filter(named -> named.address().isPresent());
    }

    private RecordingServer read(TenantId tenant) {
        return transactions.in(tenant, () -> store.read(tenant)).server();
    }

    void readAhead(TenantId tenant) {
        known.anew(tenant, () -> read(tenant));
    }

    /** The current tenant's. */
    public Versioned current() {
        return transactions.current(() -> store.read(TenantScope.current()));
    }

    /** For calls that begin from now on, at the latest in half a minute. */
    public Versioned change(long version, RecordingServer wanted) {
        wanted.check();
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            Versioned before = store.readForChange(tenant);
            EntityTag.check(version, before.version());
            store.write(tenant, wanted);
            audit.record(AuditEntry.changed("recording-server", tenant, before.server(), wanted));
            events.publishEvent(new ServerChanged(tenant));
            return new Versioned(wanted, before.version() + 1);
        });
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(ServerChanged changed) {
        known.forget(changed.tenant());
    }
}
