package org.ringfort.app.paging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.extensions.ExtensionDeleted;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.extensions.NumberClaims;
import org.ringfort.app.paging.store.PageGroupStore;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.rest.Problem.FieldError;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** Page groups. Administration works in the current scope; what calls need names its tenant. */
@Service
public class PageGroups implements NumberClaims {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{2,8}");
    private static final int MOST_GROUPS = 200;
    private static final int MOST_MEMBERS = 50;
    private static final int MOST_PAGERS = 200;
    private static final int SHORTEST_SECONDS = 10;
    private static final int LONGEST_SECONDS = 600;

    private final PageGroupStore store;
    private final Extensions extensions;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Remembered<Place, Optional<PageGroup>> byNumber =
            Remembered.only(Optional::isPresent, 10_000, Duration.ofSeconds(30));

    private record Place(TenantId tenant, String number) {}

    PageGroups(
            PageGroupStore store,
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

    /** The group of a number, at most 30 s old; for calls. Numbers that are nobody's are not remembered. */
    public Optional<PageGroup> byNumber(TenantId tenant, String number) {
        return NUMBER.matcher(number).matches()
                ? byNumber.of(new Place(tenant, number), () -> transactions.in(tenant, () -> store.byNumber(number)))
                : Optional.empty();
    }

    /** One of the current tenant's. */
    public Optional<PageGroup> find(PageGroupId id) {
        return transactions.current(() -> store.find(id));
    }

    /** The current tenant's, oldest first. */
    public Page<PageGroup> list(Cursor cursor) {
        return transactions.current(() ->
                Page.of(store.list(cursor), cursor.limit(), group -> group.id().toString()));
    }

    @Override
    public Optional<String> claimed(TenantId tenant, String number) {
        return transactions.in(tenant, () -> store.byNumber(number)).map(_ -> "A page group has this number.");
    }

    /** Adds one to the current tenant's. */
    public PageGroup create(PageGroupDraft draft) {
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            check(tenant, draft);
            extensions.holder(tenant, draft.number()).ifPresent(who -> {
                throw Problem.taken("number", who);
            });
            if (store.count() >= MOST_GROUPS) {
                throw Problem.conflict("limit-reached", "A tenant may have " + MOST_GROUPS + " page groups.");
            }
            PageGroup group = store.insert(PageGroupId.next(), tenant, draft);
            audit.record(AuditEntry.created("page-group", group.id(), group));
            check(tenant, draft); // the trail is written by one at a time, by who deletes an extension too
            changed(group);
            return group;
        });
    }

    /** Changes one of the current tenant's; a page that goes on is not touched. */
    public PageGroup change(PageGroupId id, long version, PageGroupDraft draft) {
        return transactions.current(() -> {
            PageGroup before = store.lock(id).orElseThrow(Problem::notFound);
            EntityTag.check(version, before.version());
            check(before.tenant(), draft);
            if (!before.number().equals(draft.number())) {
                // Keys of phones and call records know it by this number.
                throw Problem.invalid("number", "fixed", "A number is not changed. Create another page group.");
            }
            PageGroup after = store.update(id, draft);
            audit.record(AuditEntry.changed("page-group", id, before, after));
            check(before.tenant(), draft); // as when it is created
            changed(after);
            return after;
        });
    }

    /** Deletes one; a page that goes on is not touched. */
    public void delete(PageGroupId id) {
        transactions.run(TenantScope.current(), () -> {
            PageGroup group = store.lock(id).orElseThrow(Problem::notFound);
            store.delete(id);
            audit.record(AuditEntry.deleted("page-group", id, group));
            changed(group);
        });
    }

    /** In the transaction that deletes it: who gets the number next neither hears a page nor may page. */
    @EventListener
    void deleted(ExtensionDeleted event) {
        String number = event.extension().number();
        for (PageGroup before : store.lockOf(number)) {
            PageGroup after = store.without(before.id(), number);
            audit.record(AuditEntry.changed("page-group", before.id(), before, after));
            changed(after);
        }
    }

    private void check(TenantId tenant, PageGroupDraft draft) {
        List<FieldError> errors = new ArrayList<>();
        if (!NUMBER.matcher(draft.number()).matches()) {
            errors.add(new FieldError("number", "malformed", "Give 2 to 8 digits."));
        }
        if (draft.name().isBlank()
                || draft.name().length() > 80
                || draft.name().chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError("name", "malformed", "Give 1 to 80 characters, without control characters."));
        }
        if (draft.members().isEmpty() || draft.members().size() > MOST_MEMBERS) {
            errors.add(new FieldError("members", "range", "Give 1 to 50 extensions."));
        } else {
            known(tenant, "members", draft.members(), errors);
        }
        if (draft.everybody() != draft.pagers().isEmpty() || draft.pagers().size() > MOST_PAGERS) {
            errors.add(new FieldError(
                    "pagers", "range", "Give 1 to 200 extensions that may page, or let everybody page and give none."));
        } else {
            known(tenant, "pagers", draft.pagers(), errors);
        }
        if (draft.mostSeconds() < SHORTEST_SECONDS || draft.mostSeconds() > LONGEST_SECONDS) {
            errors.add(new FieldError("mostSeconds", "range", "Give 10 to 600."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private void known(TenantId tenant, String field, List<String> numbers, List<FieldError> errors) {
        numbers.stream()
                .filter(number -> !NUMBER.matcher(number).matches()
                        || extensions.byNumber(tenant, number).isEmpty())
                .findFirst()
                .ifPresent(number -> errors.add(new FieldError(
                        field,
                        "unknown",
                        NUMBER.matcher(number).matches()
                                ? "No extension has the number " + number + "."
                                : "Give numbers of extensions.")));
    }

    private void changed(PageGroup group) {
        events.publishEvent(new PageGroupChanged(group.tenant(), group.id(), group.number()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(PageGroupChanged changed) {
        byNumber.forget(new Place(changed.tenant(), changed.number()));
    }
}
