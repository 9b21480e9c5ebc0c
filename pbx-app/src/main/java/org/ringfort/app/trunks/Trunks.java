package org.ringfort.app.trunks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.numbers.Numbers;
import org.ringfort.app.platform.memory.ReadAhead;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.policy.Policies;
import org.ringfort.app.trunks.store.TrunkStore;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** The trunks of tenants. Administration works in the current scope; what calls need names its tenant. */
@Service
public class Trunks implements ReadAhead {
    private static final int MOST_TRUNKS = 50;

    private final TrunkStore store;
    private final Policies policies;
    private final Envelope envelope;
    private final Farewells farewells;
    private final Numbers numbers;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Remembered<TenantId, List<Trunk>> known = Remembered.everything(10_000, Duration.ofSeconds(30));

    Trunks(
            TrunkStore store,
            Policies policies,
            Envelope envelope,
            Farewells farewells,
            Numbers numbers,
            TenantTransactions transactions,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.policies = policies;
        this.envelope = envelope;
        this.farewells = farewells;
        this.numbers = numbers;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** All trunks of a tenant, first to be tried first; at most 30 s old. */
    public List<Trunk> of(TenantId tenant) {
        return known.of(tenant, () -> transactions.separately(tenant, store::all));
    }

    @Override
    public void readAhead(TenantId tenant) {
        known.anew(tenant, () -> transactions.separately(tenant, store::all));
    }

    /** As {@link #of}, as it is now; with the database away as it was known last. */
    public List<Trunk> afresh(TenantId tenant) {
        return known.afresh(tenant, () -> transactions.separately(tenant, store::all));
    }

    /** The trunks that calls come in by, of every tenant; never more than are looked at anyway. */
    List<TrunkStore.InwardRow> inward(int most) {
        return transactions.separately(TenantScope.PLATFORM, () -> store.inward(most));
    }

    /** The password of a trunk's account; for the one answer that needs it. */
    Optional<Secret> password(TenantId tenant, TrunkId id) {
        return transactions
                .separately(tenant, () -> store.password(id))
                .map(box -> envelope.open(tenant, box, context(id)));
    }

    /** A trunk as it was until a minute ago, for whom takes its registration back; with its password. */
    Optional<Map.Entry<Trunk, Secret>> leaving(TenantId tenant, TrunkId id) {
        return farewells
                .of(id)
                .filter(one -> one.trunk().tenant().equals(tenant))
                .map(one -> Map.entry(one.trunk(), one.password().get()));
    }

    /** One of the current tenant's. */
    public Optional<Trunk> find(TrunkId id) {
        return transactions.current(() -> store.find(id));
    }

    /** The current tenant's, oldest first. */
    public Page<Trunk> list(Cursor cursor) {
        return transactions.current(() ->
                Page.of(store.list(cursor), cursor.limit(), trunk -> trunk.id().toString()));
    }

    /** Creates one in the current tenant. */
    public Trunk create(TrunkDraft draft, Optional<Secret> password) {
        notAnothers(draft.callerNumber());
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            check(tenant, draft, password, false);
            if (store.all().size() >= MOST_TRUNKS) {
                throw Problem.conflict("limit-reached", "A tenant may have " + MOST_TRUNKS + " trunks.");
            }
            TrunkId id = TrunkId.next();
            Trunk trunk = store.insert(id, tenant, draft, password.map(secret -> seal(tenant, id, secret)));
            audit.record(AuditEntry.created("trunk", id, trunk));
            events.publishEvent(new TrunkChanged(tenant, id));
            return trunk;
        });
    }

    /**
     * Changes a trunk.
     *
     * @param password empty: the one that is there stays, as long as there is an account
     */
    public Trunk change(TrunkId id, long version, TrunkDraft draft, Optional<Secret> password) {
        notAnothers(draft.callerNumber());
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            Trunk before = store.findForChange(id).orElseThrow(Problem::notFound);
            EntityTag.check(version, before.version());
            // A password is for one realm: who names another must know it.
            boolean kept = before.passwordSet() && before.account().equals(draft.account());
            check(tenant, draft, password, kept);
            farewells.remember(before, sealed(tenant, id));
            Trunk after = store.update(id, draft, password.map(secret -> seal(tenant, id, secret)));
            audit.record(AuditEntry.changed("trunk", id, before, after));
            events.publishEvent(new TrunkChanged(tenant, id));
            return after;
        });
    }

    /** Nobody's calls go out under a number that another tenant has entered. */
    private void notAnothers(String callerNumber) {
        TenantId tenant = TenantScope.current();
        if (!callerNumber.isEmpty()
                && numbers.of(TenantScope.PLATFORM, callerNumber)
                        .filter(number -> !number.tenant().equals(tenant))
                        .isPresent()) {
            throw Problem.taken("callerNumber", "This number is another's.");
        }
    }

    /**
     * Says which certificate of the edges the gateways of a trunk are shown if they ask; who may say so is decided at the door.
     * It is lost with any change of the gateways or their authorities.
     *
     * @param certificate a name that edges know; empty: none
     */
    public Trunk certify(TrunkId id, long version, String certificate) {
        return transactions.current(() -> {
            Trunk before = store.findForChange(id).orElseThrow(Problem::notFound);
            EntityTag.check(version, before.version());
            Trunk after = store.certify(id, certificate);
            audit.record(AuditEntry.of("trunk.certified", "trunk", id, after));
            events.publishEvent(new TrunkChanged(before.tenant(), id));
            return after;
        });
    }

    /** Deletes a trunk; calls that are up go on. */
    public void delete(TrunkId id) {
        transactions.run(TenantScope.current(), () -> {
            Trunk trunk = store.findForChange(id).orElseThrow(Problem::notFound);
            farewells.remember(trunk, sealed(trunk.tenant(), id));
            store.delete(id);
            audit.record(AuditEntry.deleted("trunk", id, trunk));
            events.publishEvent(new TrunkChanged(trunk.tenant(), id));
        });
    }

    private void check(TenantId tenant, TrunkDraft draft, Optional<Secret> password, boolean kept) {
        TrunkChecks.check(draft, policies.of(tenant).allowClearMedia(), clock.instant());
        if (draft.account().isPresent() && password.isEmpty() && !kept) {
            throw Problem.invalid("password", "required", "Give the password of this account.");
        }
        if (draft.account().isEmpty() && password.isPresent()) {
            throw Problem.invalid("password", "unexpected", "A password needs an account.");
        }
    }

    /** Opened only if somebody asks. */
    private Optional<Supplier<Secret>> sealed(TenantId tenant, TrunkId id) {
        return store.password(id).map(box -> () -> envelope.open(tenant, box, context(id)));
    }

    private byte[] seal(TenantId tenant, TrunkId id, Secret password) {
        return envelope.seal(tenant, password, context(id));
    }

    private static String context(TrunkId id) {
        return "trunk:" + id + ":password";
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(TrunkChanged changed) {
        known.forget(changed.tenant());
    }
}
