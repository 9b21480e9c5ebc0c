package org.ringfort.app.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionDeleted;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.rest.Problem.FieldError;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.supervision.store.GrantStore;
import org.ringfort.app.supervision.store.GrantStore.Kept;
import org.ringfort.app.supervision.store.GrantStore.Pair;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Who may supervise whose calls. Administration works in the current scope; what calls need names its tenant. */
@Service
public class Supervisors {
    private static final int MOST = 1_000;

    private final GrantStore store;
    private final Extensions extensions;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Supervisors(
            GrantStore store,
            Extensions extensions,
            TenantTransactions transactions,
            Audit audit,
            ApplicationEventPublisher events) {
        this.store = store;
        this.extensions = extensions;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
    }

    /**
     * What that extension may do with another's calls; empty: nothing. As it is now: what is withdrawn counts when this is next asked.
     *
     * @param supervisor number of an extension, or anything else that calls
     */
    public Optional<Grant> grant(TenantId tenant, String supervisor, String supervised) {
        // By identity: who has a number now need not be who had it.
        return transactions.in(
                tenant,
                () -> extensions
                        .byNumber(tenant, supervisor)
                        .flatMap(one -> extensions
                                .byNumber(tenant, supervised)
                                .flatMap(other -> store.between(new Pair(one.id(), other.id())))));
    }

    /** One of the current tenant's. */
    public Optional<NamedGrant> find(GrantId id) {
        return transactions.current(() -> store.find(id).map(this::named));
    }

    /** The current tenant's, oldest first; names are at most 30 s old. */
    public Page<NamedGrant> list(Cursor cursor) {
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            return Page.of(
                            store.list(cursor),
                            cursor.limit(),
                            kept -> kept.grant().id().toString())
                    .map(kept -> named(kept, number -> extensions.knownByNumber(tenant, number)));
        });
    }

    /** Adds one to the current tenant's. */
    public NamedGrant create(GrantDraft draft) {
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            Pair pair = pair(tenant, draft);
            if (store.count() >= MOST) {
                throw Problem.conflict("limit-reached", "A tenant may have " + MOST + " supervisors' rights.");
            }
            NamedGrant grant = named(store.insert(GrantId.next(), tenant, pair, draft));
            audit.record(AuditEntry.created("supervisor", grant.id(), grant));
            // The trail is written by one at a time, deletions of extensions too: who is there now stays until the end.
            pair(tenant, draft);
            return grant;
        });
    }

    /** Changes one of the current tenant's; who goes further just now than he may from now on is cut off. */
    public NamedGrant change(GrantId id, long version, GrantDraft draft) {
        return transactions.current(() -> {
            NamedGrant before = named(store.lock(id).orElseThrow(Problem::notFound));
            EntityTag.check(version, before.version());
            fixed("supervisor", before.supervisor(), draft.supervisor());
            fixed("supervised", before.supervised(), draft.supervised());
            NamedGrant after = named(store.update(id, draft));
            audit.record(AuditEntry.changed("supervisor", id, before, after));
            lessGranted();
            return after;
        });
    }

    /** Withdraws one; who supervises by it is cut off. */
    public void delete(GrantId id) {
        transactions.run(TenantScope.current(), () -> {
            NamedGrant grant = named(store.lock(id).orElseThrow(Problem::notFound));
            store.delete(id);
            audit.record(AuditEntry.deleted("supervisor", id, grant));
            lessGranted();
        });
    }

    /** In the transaction that deletes it: who gets the number next begins without. */
    @EventListener
    void deleted(ExtensionDeleted event) {
        Extension gone = event.extension();
        for (Kept kept : store.deleteOf(gone.id())) {
            NamedGrant grant = named(
                    kept,
                    number -> number.equals(gone.number())
                            ? Optional.of(gone)
                            : extensions.byNumber(gone.tenant(), number));
            audit.record(AuditEntry.deleted("supervisor", grant.id(), grant));
            lessGranted();
        }
    }

    private void lessGranted() {
        events.publishEvent(new LessGranted(TenantScope.current()));
    }

    private Pair pair(TenantId tenant, GrantDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        Optional<Extension> supervisor = known(tenant, "supervisor", draft.supervisor(), errors);
        Optional<Extension> supervised = known(tenant, "supervised", draft.supervised(), errors);
        if (draft.supervisor().equals(draft.supervised())) {
            errors.add(new FieldError("supervised", "same", "Nobody supervises himself. Give another extension."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new Pair(supervisor.orElseThrow().id(), supervised.orElseThrow().id());
    }

    private Optional<Extension> known(TenantId tenant, String field, String number, List<FieldError> errors) {
        Optional<Extension> found = extensions.byNumber(tenant, number);
        if (found.isEmpty()) {
            errors.add(new FieldError(field, "unknown", "No extension has this number."));
        }
        return found;
    }

    /** A change says how far somebody may go, never who: the trail tells each right from its beginning to its end. */
    private static void fixed(String field, String before, String wanted) {
        if (!before.equals(wanted)) {
            throw Problem.invalid(field, "fixed", "Who supervises whom is not changed. Add another supervisor.");
        }
    }

    private NamedGrant named(Kept kept) {
        TenantId tenant = TenantScope.current();
        return named(kept, number -> extensions.byNumber(tenant, number));
    }

    private static NamedGrant named(Kept kept, Function<String, Optional<Extension>> byNumber) {
        Grant grant = kept.grant();
        return NamedGrant.of(
                grant,
                byNumber.apply(grant.supervisor()).map(Extension::displayName).orElse(""),
                byNumber.apply(grant.supervised()).map(Extension::displayName).orElse(""),
                kept.version(),
                kept.createdAt());
    }
}
