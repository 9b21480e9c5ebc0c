package org.ringfort.app.conferences;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.conferences.store.RoomStore;
import org.ringfort.app.conferences.store.RoomStore.Guesses;
import org.ringfort.app.conferences.store.RoomStore.Pins;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.voicemail.PinHash;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Checks PINs typed at rooms. So many wrong ones, whoever typed them, and the room takes none for a while: those who are in it go on.
 * They are counted until a moderator comes in, or where the room has no PIN for moderators anybody: who knows the participants' PIN
 * must not guess the other one at leisure.
 *
 * <p>A check is slow on purpose. Few are made at once, none holds a connection of the database meanwhile, and so many guesses at most
 * go beyond what is allowed.
 */
@Component
class RoomPins {
    private static final Logger LOG = LoggerFactory.getLogger(RoomPins.class);
    private static final int AT_ONCE = 2;

    private final RoomStore rooms;
    private final TenantTransactions transactions;
    private final Envelope envelope;
    private final Audit audit;
    private final ConferenceSettings settings;
    private final Clock clock;
    private final Semaphore checks = new Semaphore(AT_ONCE, true);

    RoomPins(
            RoomStore rooms,
            TenantTransactions transactions,
            Envelope envelope,
            Audit audit,
            ConferenceSettings settings,
            Clock clock) {
        this.rooms = rooms;
        this.transactions = transactions;
        this.envelope = envelope;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a room's PINs are, and whether any is taken now. */
    private record Door(Room room, Pins pins, boolean locked) {}

    /** @param call who types it, in words of the call's record */
    RoomRole check(TenantId tenant, RoomId id, String pin, CallId call) {
        checks.acquireUninterruptibly();
        try {
            Optional<Door> door = transactions.in(tenant, () -> rooms.find(id).map(this::door));
            if (door.isEmpty()) {
                return RoomRole.WRONG;
            }
            Room room = door.get().room();
            if (door.get().locked()) {
                tell(room, call, Events.CONFERENCE_PIN_REFUSED, "locked");
                return RoomRole.LOCKED;
            }
            RoomRole role = role(tenant, room, door.get().pins(), pin);
            return transactions.in(
                    tenant,
                    () -> rooms.lock(id).map(_ -> counted(room, call, role)).orElse(RoomRole.WRONG));
        } finally {
            checks.release();
        }
    }

    private Door door(Room room) {
        return new Door(
                room,
                rooms.pins(room.id()),
                rooms.guesses(room.id())
                        .lockedUntil()
                        .filter(clock.instant()::isBefore)
                        .isPresent());
    }

    private RoomRole role(TenantId tenant, Room room, Pins pins, String pin) {
        if (matches(tenant, pins.moderator(), pin, Rooms.moderatorContext(room.id()))) {
            return RoomRole.MODERATOR;
        }
        return matches(tenant, pins.participant(), pin, Rooms.context(room.id()))
                ? RoomRole.PARTICIPANT
                : RoomRole.WRONG;
    }

    /** The row is held: guesses are counted one after the other. */
    private RoomRole counted(Room room, CallId call, RoomRole role) {
        Guesses before = rooms.guesses(room.id());
        if (role != RoomRole.WRONG) {
            if (before.wrong() > 0 && (role == RoomRole.MODERATOR || !room.hasModeratorPin())) {
                rooms.setGuesses(room.id(), new Guesses(0, before.lockedUntil()));
            }
            return role;
        }
        int wrong = before.wrong() + 1;
        if (wrong < settings.pinTries()) {
            rooms.setGuesses(room.id(), new Guesses(wrong, before.lockedUntil()));
            tell(room, call, Events.CONFERENCE_PIN_REFUSED, "wrong");
            return RoomRole.WRONG;
        }
        Instant until = clock.instant().plus(settings.pinLock());
        rooms.setGuesses(room.id(), new Guesses(0, Optional.of(until)));
        audit.record(AuditEntry.of(
                Events.CONFERENCE_PIN_LOCKED,
                "conference-room",
                room.id(),
                Map.of("number", room.number(), "until", until.toString(), "call", call.toString())));
        tell(room, call, Events.CONFERENCE_PIN_LOCKED, "too many wrong PINs");
        return RoomRole.LOCKED;
    }

    private boolean matches(TenantId tenant, Optional<byte[]> sealed, String pin, String context) {
        return sealed.filter(hash -> PinHash.matches(envelope.open(tenant, hash, context), pin))
                .isPresent();
    }

    private static void tell(Room room, CallId call, String event, String reason) {
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, event)
                .addKeyValue(Fields.EVENT_OUTCOME, "failure")
                .addKeyValue(Fields.EVENT_REASON, reason)
                .addKeyValue(Fields.TENANT, room.tenant().toString())
                .addKeyValue(Fields.CALL_ID, call.toString())
                .addKeyValue("ringfort.room", room.number())
                .log("The PIN of a conference room was refused");
    }
}
