package org.ringfort.app.numbers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.numbers.store.NumberStore;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.springframework.stereotype.Service;

/** The numbers that tenants are called by. Administration works in the current scope; what calls need names its tenant. */
@Service
public class Numbers {
    private static final int MOST_NUMBERS = 10_000;
    /** How long a number that was given up is nobody else's: about as long as telephone companies let numbers rest. */
    static final Duration REST = Duration.ofDays(30);

    private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,20}");
    private static final Pattern LABEL = Pattern.compile("[^\\p{Cntrl}]{0,80}");

    private final NumberStore store;
    private final TenantTransactions transactions;
    private final Audit audit;
    private final Clock clock;

    Numbers(NumberStore store, TenantTransactions transactions, Audit audit, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * Where a tenant's number leads; empty where it has no such number.
     *
     * @param number E.164 with its plus sign
     */
    public Optional<PublicNumber> of(TenantId tenant, String number) {
        return transactions.separately(tenant, () -> store.byNumber(number));
    }

    /**
     * Under which number calls of an extension go out: one of the tenant's own that the platform has seen to be. Empty where
     * there is none.
     */
    public Optional<String> presentedBy(TenantId tenant, String extension) {
        return transactions.in(tenant, () -> store.presentedBy(extension));
    }

    /** One of the current tenant's. */
    public Optional<PublicNumber> find(NumberId id) {
        return transactions.current(() -> store.find(id));
    }

    /** The current tenant's, oldest first. */
    public Page<PublicNumber> list(Cursor cursor) {
        return transactions.current(() -> Page.of(
                store.list(cursor), cursor.limit(), number -> number.id().toString()));
    }

    /** Those that the current tenant has given up and that rest. */
    public Page<RestingNumber> resting(Cursor cursor) {
        return transactions.current(() -> Page.of(
                store.listResting(cursor), cursor.limit(), number -> number.id().toString()));
    }

    /** Ends a rest: anybody can enter the number. Who may do so is decided at the door. */
    public void release(NumberId id) {
        transactions.run(TenantScope.current(), () -> {
            RestingNumber resting = store.restingForChange(id).orElseThrow(Problem::notFound);
            store.release(resting.number());
            audit.record(AuditEntry.of("number.released", "number", id, resting));
        });
    }

    /** Adds one to the current tenant's; refused where any other has it, or has given it up a short while ago. */
    public PublicNumber create(NumberDraft draft) {
        check(draft);
        return orWhose(
                draft,
                () -> transactions.current(() -> {
                    mayBePresented(draft, false);
                    if (store.count() >= MOST_NUMBERS) {
                        throw Problem.conflict(
                                "limit-reached",
                                "A tenant may have " + MOST_NUMBERS + " numbers, those that rest among them.");
                    }
                    store.release(draft.number());
                    PublicNumber number = store.insert(NumberId.next(), TenantScope.current(), draft);
                    audit.record(AuditEntry.created("number", number.id(), number));
                    return number;
                }));
    }

    /** Changes where it leads, or which number it is: what was proved of one is not proved of another. */
    public PublicNumber change(NumberId id, long version, NumberDraft draft) {
        check(draft);
        return orWhose(
                draft,
                () -> transactions.current(() -> {
                    PublicNumber before = store.findForChange(id).orElseThrow(Problem::notFound);
                    EntityTag.check(version, before.version());
                    boolean another = !before.number().equals(draft.number());
                    mayBePresented(draft, before.proved() && !another);
                    if (another) {
                        store.release(draft.number());
                    }
                    PublicNumber after = store.update(id, draft);
                    if (another) {
                        store.insertGivenUp(NumberId.next(), before, restsUntil());
                    }
                    audit.record(AuditEntry.changed("number", id, before, after));
                    return after;
                }));
    }

    /** Says whether the platform has seen that the number is the tenant's. Who may say so is decided at the door. */
    public PublicNumber prove(NumberId id, long version, boolean proved) {
        return transactions.current(() -> {
            PublicNumber before = store.findForChange(id).orElseThrow(Problem::notFound);
            EntityTag.check(version, before.version());
            PublicNumber after = store.prove(id, proved);
            audit.record(
                    proved
                            ? AuditEntry.of("number.proved", "number", id, after)
                            : AuditEntry.of("number.unproved", "number", id, after));
            return after;
        });
    }

    private Instant restsUntil() {
        return clock.instant().plus(REST);
    }

    /** Who may prove numbers is told which tenant has one already, since they settle it; tenants are not. */
    private PublicNumber orWhose(NumberDraft draft, Supplier<PublicNumber> work) {
        transactions.separately(TenantScope.PLATFORM, () -> {
            store.release(draft.number()); // of any tenant what has rested long enough, and nothing else
            return true;
        });
        try {
            return work.get();
        } catch (Problem problem) {
            boolean settles = Actors.find()
                    .filter(actor -> actor.may(Permission.NUMBERS_PROVE))
                    .isPresent();
            if (!settles || !problem.code().equals("taken")) {
                throw problem;
            }
            throw of(TenantScope.PLATFORM, draft.number())
                    .map(holder -> "Tenant " + holder.tenant() + " has this number.")
                    .or(() -> transactions
                            .separately(TenantScope.PLATFORM, () -> store.resting(draft.number()))
                            .map(Numbers::whoGaveItUp))
                    .map(detail -> Problem.taken("number", detail))
                    .orElse(problem);
        }
    }

    private static String whoGaveItUp(RestingNumber resting) {
        return "Tenant " + resting.tenant() + " has given this number up; it rests until "
                + resting.until().truncatedTo(ChronoUnit.SECONDS) + " unless it is released there.";
    }

    /** Gives it up: who calls it now is told that nobody has it, and it rests for a while. */
    public void delete(NumberId id) {
        transactions.run(TenantScope.current(), () -> {
            PublicNumber number = store.findForChange(id).orElseThrow(Problem::notFound);
            store.giveUp(id, restsUntil());
            audit.record(AuditEntry.deleted("number", id, number));
        });
    }

    /** A tenant may write down any number: that calls go out under it needs proof that it is the tenant's. */
    private static void mayBePresented(NumberDraft draft, boolean proved) {
        if (!proved && !draft.presentedBy().isEmpty()) {
            throw Problem.invalid(
                    "presentedBy",
                    "not-proved",
                    "Calls go out under a number only once the platform has seen that it is the tenant's.");
        }
    }

    private static void check(NumberDraft draft) {
        if (DialledNumber.e164(draft.number()).isEmpty()) {
            throw Problem.invalid("number", "malformed", "Give a whole number in E.164, such as +4930901820.");
        }
        if (!LABEL.matcher(draft.label()).matches()) {
            throw Problem.invalid("label", "malformed", "Give at most 80 characters.");
        }
        for (int i = 0; i < draft.presentedBy().size(); i++) {
            String extension = draft.presentedBy().get(i);
            if (!EXTENSION.matcher(extension).matches() || draft.presentedBy().indexOf(extension) != i) {
                throw Problem.invalid("presentedBy[" + i + "]", "malformed", "Give numbers of extensions, each once.");
            }
        }
        Destination destination = draft.destination();
        if (destination.kind() == Destination.Kind.ECHO) {
            if (!destination.extension().isEmpty()) {
                throw Problem.invalid("destination.extension", "unexpected", "The echo test is no extension's.");
            }
        } else if (!EXTENSION.matcher(destination.extension()).matches()) {
            throw Problem.invalid("destination.extension", "malformed", "Give the number of an extension.");
        }
    }
}
