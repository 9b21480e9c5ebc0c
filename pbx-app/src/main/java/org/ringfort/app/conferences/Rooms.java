package org.ringfort.app.conferences;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.conferences.store.RoomStore;
import org.ringfort.app.conferences.store.RoomStore.Pins;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.extensions.NumberClaims;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.platform.memory.Remembered;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.rest.Problem.FieldError;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.voicemail.PinHash;
import org.ringfort.app.voicemail.PinPolicy;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** Conference rooms. Administration works in the current scope; what calls need names its tenant. */
@Service
public class Rooms implements NumberClaims {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{2,8}");
    private static final int MOST_ROOMS = 1_000;
    private static final int FEWEST_PEOPLE = 2;
    private static final int MOST_PEOPLE = 100;

    private final RoomStore store;
    private final Extensions extensions;
    private final TenantTransactions transactions;
    private final Envelope envelope;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final SecureRandom random;
    private final Remembered<Place, Optional<Room>> byNumber =
            Remembered.only(Optional::isPresent, 10_000, Duration.ofSeconds(30));

    private record Place(TenantId tenant, String number) {}

    Rooms(
            RoomStore store,
            Extensions extensions,
            TenantTransactions transactions,
            Envelope envelope,
            Audit audit,
            ApplicationEventPublisher events,
            SecureRandom random) {
        this.store = store;
        this.extensions = extensions;
        this.transactions = transactions;
        this.envelope = envelope;
        this.audit = audit;
        this.events = events;
        this.random = random;
    }

    /** The room of a number, at most 30 s old; for calls. Numbers that are nobody's are not remembered. */
    public Optional<Room> byNumber(TenantId tenant, String number) {
        return NUMBER.matcher(number).matches()
                ? byNumber.of(new Place(tenant, number), () -> transactions.in(tenant, () -> store.byNumber(number)))
                : Optional.empty();
    }

    /** One of that tenant's, as it is now. */
    Optional<Room> find(TenantId tenant, RoomId id) {
        return transactions.in(tenant, () -> store.find(id));
    }

    /** One of the current tenant's. */
    public Optional<Room> find(RoomId id) {
        return transactions.current(() -> store.find(id));
    }

    /** The current tenant's, oldest first. */
    public Page<Room> list(Cursor cursor) {
        return transactions.current(() ->
                Page.of(store.list(cursor), cursor.limit(), room -> room.id().toString()));
    }

    @Override
    public Optional<String> claimed(TenantId tenant, String number) {
        return transactions.in(tenant, () -> store.byNumber(number)).map(_ -> "A conference room has this number.");
    }

    /** Adds one to the current tenant's. */
    public Room create(RoomDraft draft) {
        return transactions.current(() -> {
            TenantId tenant = TenantScope.current();
            check(
                    draft,
                    draft.moderatorPin().filter(pin -> pin.lengthBytes() > 0).isPresent());
            extensions.holder(tenant, draft.number()).ifPresent(who -> {
                throw Problem.taken("number", who);
            });
            if (store.count() >= MOST_ROOMS) {
                throw Problem.conflict("limit-reached", "A tenant may have " + MOST_ROOMS + " conference rooms.");
            }
            RoomId id = RoomId.next();
            Room room = store.insert(id, tenant, draft, pins(tenant, id, draft, Pins.NONE));
            audit.record(AuditEntry.created("conference-room", id, room));
            changed(room);
            return room;
        });
    }

    /** Changes one of the current tenant's; those who are in it stay. */
    public Room change(RoomId id, long version, RoomDraft draft) {
        return transactions.current(() -> {
            Room before = store.lock(id).orElseThrow(Problem::notFound);
            EntityTag.check(version, before.version());
            check(draft, draft.moderatorPin().map(pin -> pin.lengthBytes() > 0).orElse(before.hasModeratorPin()));
            if (!before.number().equals(draft.number())) {
                // People and call records know it by this number.
                throw Problem.invalid("number", "fixed", "A number is not changed. Create another room.");
            }
            Pins kept = store.pins(id);
            checkOther(before, draft, kept);
            Room after = store.update(id, draft, pins(before.tenant(), id, draft, kept));
            audit.record(AuditEntry.changed("conference-room", id, before, after));
            tell(id, draft);
            changed(after);
            return after;
        });
    }

    /** Deletes one; those who are in it stay until they hang up. */
    public void delete(RoomId id) {
        transactions.run(TenantScope.current(), () -> {
            Room room = store.find(id).orElseThrow(Problem::notFound);
            store.delete(id);
            audit.record(AuditEntry.deleted("conference-room", id, room));
            changed(room);
        });
    }

    /** Of a PIN the rows above say nothing. */
    private void tell(RoomId id, RoomDraft draft) {
        Map<String, String> which = new TreeMap<>();
        draft.pin().ifPresent(pin -> which.put("pin", pin.lengthBytes() == 0 ? "removed" : "set"));
        draft.moderatorPin().ifPresent(pin -> which.put("moderatorPin", pin.lengthBytes() == 0 ? "removed" : "set"));
        if (!which.isEmpty()) {
            audit.record(AuditEntry.of("conference-room.pin_changed", "conference-room", id, which));
        }
    }

    private Pins pins(TenantId tenant, RoomId id, RoomDraft draft, Pins before) {
        return new Pins(
                draft.pin().map(pin -> seal(tenant, pin, context(id))).orElse(before.participant()),
                draft.moderatorPin()
                        .map(pin -> seal(tenant, pin, moderatorContext(id)))
                        .orElse(before.moderator()));
    }

    private Optional<byte[]> seal(TenantId tenant, Secret pin, String context) {
        return pin.lengthBytes() == 0
                ? Optional.empty()
                : Optional.of(envelope.seal(tenant, PinHash.of(pin.revealText(), random), context));
    }

    static String context(RoomId room) {
        return "conference-room:" + room + ":pin";
    }

    /** Another one, so that neither hash can be put into the other's place. */
    static String moderatorContext(RoomId room) {
        return "conference-room:" + room + ":moderator-pin";
    }

    private static void check(RoomDraft draft, boolean hasModeratorPin) {
        List<FieldError> errors = new ArrayList<>();
        if (!NUMBER.matcher(draft.number()).matches()) {
            errors.add(new FieldError("number", "malformed", "Give 2 to 8 digits."));
        }
        if (draft.name().isBlank()
                || draft.name().length() > 80
                || draft.name().chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError("name", "malformed", "Give 1 to 80 characters, without control characters."));
        }
        checkPin("pin", draft.pin(), draft.number(), errors);
        checkPin("moderatorPin", draft.moderatorPin(), draft.number(), errors);
        if (draft.pin().isPresent()
                && draft.pin().get().lengthBytes() > 0
                && draft.pin().equals(draft.moderatorPin())) {
            errors.add(new FieldError("moderatorPin", "same", "Give moderators a PIN of their own."));
        }
        if (draft.waitsForModerator() && !hasModeratorPin) {
            errors.add(new FieldError("moderatorPin", "required", "Nobody could become the moderator waited for."));
        }
        if (draft.most() < FEWEST_PEOPLE || draft.most() > MOST_PEOPLE) {
            errors.add(new FieldError("most", "range", "Give 2 to 100."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    /** Neither PIN may become what the other is and stays: participants would come in as moderators. */
    private void checkOther(Room room, RoomDraft draft, Pins kept) {
        if (draft.moderatorPin().isEmpty() && is(room, draft.pin(), kept.moderator(), moderatorContext(room.id()))) {
            throw Problem.invalid("pin", "same", "Moderators have this PIN.");
        }
        if (draft.pin().isEmpty() && is(room, draft.moderatorPin(), kept.participant(), context(room.id()))) {
            throw Problem.invalid("moderatorPin", "same", "Give moderators a PIN of their own.");
        }
    }

    private boolean is(Room room, Optional<Secret> given, Optional<byte[]> sealed, String context) {
        return given.isPresent()
                && sealed.filter(hash -> PinHash.matches(
                                envelope.open(room.tenant(), hash, context),
                                given.get().revealText()))
                        .isPresent();
    }

    private static void checkPin(String field, Optional<Secret> pin, String number, List<FieldError> errors) {
        pin.filter(given -> given.lengthBytes() > 0)
                .flatMap(given -> PinPolicy.fault(given.revealText(), number))
                .ifPresent(fault -> errors.add(new FieldError(field, "weak", "It " + fault + ".")));
    }

    private void changed(Room room) {
        events.publishEvent(new RoomChanged(room.tenant(), room.id(), room.number()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(RoomChanged changed) {
        byNumber.forget(new Place(changed.tenant(), changed.number()));
    }
}
