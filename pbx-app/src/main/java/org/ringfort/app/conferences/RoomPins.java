package org.ringfort.app.conferences;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEntry;
import org.ringfort.app.conferences.store.RoomStore;
import org.ringfort.app.conferences.store.RoomStore.Guesses;
import org.ringfort.app.conferences.store.RoomStore.Pins;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.voicemail.PinHash;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Checks PINs typed at rooms. So many wrong ones since the last right one, whoever typed them, and the room takes none for a
 * while: those who are in it go on.
 */
@Component
class RoomPins {
    private static final Logger LOG = LoggerFactory.getLogger(RoomPins.class);

    private final RoomStore rooms;
    private final TenantTransactions transactions;
    private final Envelope envelope;
    private final Audit audit;
    private final ConferenceSettings settings;
    private final Clock clock;

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

    /** Guesses made at the same time are counted one after the other: the row is held meanwhile. */
    RoomRole check(TenantId tenant, RoomId id, String pin) {
        return transactions.in(
                tenant,
                () -> rooms.lock(id).map(room -> check(tenant, room, pin)).orElse(RoomRole.WRONG));
    }

    private RoomRole check(TenantId tenant, Room room, String pin) {
        Instant now = clock.instant();
        Guesses before = rooms.guesses(room.id());
        if (before.lockedUntil().filter(now::isBefore).isPresent()) {
            tell(room, Events.CONFERENCE_PIN_REFUSED, "locked");
            return RoomRole.LOCKED;
        }
        Pins pins = rooms.pins(room.id());
        boolean moderator = matches(tenant, room, pins.moderator(), pin);
        if (moderator || matches(tenant, room, pins.participant(), pin)) {
            if (before.wrong() > 0) {
                rooms.setGuesses(room.id(), new Guesses(0, Optional.empty()));
            }
            return moderator ? RoomRole.MODERATOR : RoomRole.PARTICIPANT;
        }
        int wrong = before.wrong() + 1;
        if (wrong < settings.pinTries()) {
            rooms.setGuesses(room.id(), new Guesses(wrong, Optional.empty()));
            tell(room, Events.CONFERENCE_PIN_REFUSED, "wrong");
            return RoomRole.WRONG;
        }
        Instant until = now.plus(settings.pinLock());
        rooms.setGuesses(room.id(), new Guesses(0, Optional.of(until)));
        audit.record(AuditEntry.of(
                Events.CONFERENCE_PIN_LOCKED,
                "conference-room",
                room.id(),
                Map.of("number", room.number(), "until", until.toString())));
        tell(room, Events.CONFERENCE_PIN_LOCKED, "too many wrong PINs");
        return RoomRole.LOCKED;
    }

    private boolean matches(TenantId tenant, Room room, Optional<byte[]> sealed, String pin) {
        return sealed.filter(hash -> PinHash.matches(
                        envelope.open(tenant, hash, Rooms.context(room.id().value())), pin))
                .isPresent();
    }

    private static void tell(Room room, String event, String reason) {
        LOG.atWarn()
                .addKeyValue(Fields.EVENT_ACTION, event)
                .addKeyValue(Fields.EVENT_OUTCOME, "failure")
                .addKeyValue(Fields.EVENT_REASON, reason)
                .addKeyValue(Fields.TENANT, room.tenant().toString())
                .addKeyValue("ringfort.room", room.number())
                .log("The PIN of a conference room was refused");
    }
}
