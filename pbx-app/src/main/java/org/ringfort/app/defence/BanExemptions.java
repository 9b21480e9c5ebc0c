package org.ringfort.app.defence;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.defence.store.BanStore;
import org.ringfort.app.defence.store.ExemptionStore;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Networks that bans stop at. They are the platform's, whichever tenant its administrator is looking at. */
@Service
public class BanExemptions {
    private static final int MOST = 1_000;

    private final ExemptionStore store;
    private final BanStore bans;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    BanExemptions(
            ExemptionStore store,
            BanStore bans,
            TenantTransactions transactions,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.bans = bans;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** As the audit trail keeps it. */
    record Facts(String network, String kind, String note, int lifted) {}

    /** Oldest first. */
    public Page<BanExemption> list(Cursor cursor) {
        return transactions.in(
                TenantScope.PLATFORM,
                () -> Page.of(
                        store.page(cursor),
                        cursor.limit(),
                        exemption -> exemption.id().toString()));
    }

    /** By identity. */
    public Optional<BanExemption> find(UUID id) {
        return transactions.in(TenantScope.PLATFORM, () -> store.find(id));
    }

    /** From now on bans stop there; those that stand against it are lifted. */
    public BanExemption add(String network, BanExemption.Kind kind, String note) {
        Network wanted = Network.parse(network.strip()).orElseThrow(() -> Bans.malformed("network"));
        return transactions.in(TenantScope.PLATFORM, () -> {
            if (store.byNetwork(wanted).isPresent()) {
                throw Problem.taken("network", "There is an exemption of this network already.");
            }
            if (store.count() >= MOST) {
                throw Problem.conflict("limit-reached", "There are " + MOST + " exemptions, and no more fit.");
            }
            BanExemption exemption = new BanExemption(
                    TenantId.next().value(),
                    wanted,
                    kind,
                    note,
                    Actors.current().name(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            store.insert(exemption);
            int lifted = bans.deleteOverlapping(wanted, kind == BanExemption.Kind.ACCOUNTS_ONLY);
            audit.record(AuditEntry.created("ban-exemption", exemption.id(), facts(exemption, lifted)));
            changed();
            return exemption;
        });
    }

    /** From now on whoever is there is banned like anybody. */
    public void remove(UUID id) {
        transactions.run(TenantScope.PLATFORM, () -> {
            BanExemption exemption = store.find(id).orElseThrow(Problem::notFound);
            store.delete(id);
            audit.record(AuditEntry.deleted("ban-exemption", id, facts(exemption, 0)));
            changed();
        });
    }

    private static Facts facts(BanExemption exemption, int lifted) {
        return new Facts(exemption.network().toString(), exemption.kind().name(), exemption.note(), lifted);
    }

    private void changed() {
        bans.changed();
        events.publishEvent(new BanWatch.Changed());
    }
}
