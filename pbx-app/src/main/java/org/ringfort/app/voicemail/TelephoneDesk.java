package org.ringfort.app.voicemail;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.applications.Application.Visit;
import org.ringfort.app.applications.Recording;
import org.ringfort.app.applications.RecordingTaker;
import org.ringfort.app.keys.Envelope;
import org.ringfort.app.objects.Placed;
import org.ringfort.app.objects.SealedObjects;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The mailboxes as telephone calls meet them, and the place where their recordings arrive. */
@Component
class TelephoneDesk implements Desk, RecordingTaker {
    private static final Logger LOG = LoggerFactory.getLogger(TelephoneDesk.class);
    private static final int KEY_OCTETS = 32;
    private static final int LONGEST_NAME = 200;
    private static final String NOT_NOW = "it cannot be kept now";

    private final Mailboxes mailboxes;
    private final MailboxPins pins;
    private final Envelope envelope;
    private final SealedObjects objects;
    private final MailboxSettings settings;
    private final SecureRandom random;

    TelephoneDesk(
            Mailboxes mailboxes,
            MailboxPins pins,
            Envelope envelope,
            SealedObjects objects,
            MailboxSettings settings,
            SecureRandom random) {
        this.mailboxes = mailboxes;
        this.pins = pins;
        this.envelope = envelope;
        this.objects = objects;
        this.settings = settings;
        this.random = random;
    }

    @Override
    public Optional<Recording> orderRecording(Visit visit, String extension) {
        return mailboxes
                .open(visit.tenant(), extension)
                .filter(mailbox -> mailboxes.hasRoom(visit.tenant(), mailbox.id(), settings.mostMessages()))
                .map(mailbox -> order(visit, mailbox));
    }

    private Recording order(Visit visit, Mailbox mailbox) {
        UUID id = TenantId.next().value();
        byte[] key = new byte[KEY_OCTETS];
        random.nextBytes(key);
        Secret dataKey = Secret.of(key);
        Label label =
                new Label(visit.tenant(), mailbox.id(), cut(visit.callerNumber()), cut(visit.callerName()), dataKey);
        return new Recording(id, dataKey, label.seal(envelope, id), settings.longest(), settings.silence(), true, "#");
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_NAME));
    }

    @Override
    public PinCheck checkPin(TenantId tenant, String extension, String pin) {
        return pins.check(tenant, extension, pin);
    }

    @Override
    public List<Message> messages(TenantId tenant, String extension) {
        return mailboxes.toHear(tenant, extension);
    }

    @Override
    public Optional<byte[]> sound(TenantId tenant, UUID message) {
        return mailboxes.sound(tenant, message);
    }

    @Override
    public void markHeard(TenantId tenant, UUID message) {
        mailboxes.mark(tenant, message, Message.State.HEARD);
    }

    @Override
    public void delete(TenantId tenant, UUID message) {
        mailboxes.delete(tenant, message);
    }

    @Override
    public String kind() {
        return Label.KIND;
    }

    @Override
    public Optional<String> waitsFor(UUID recording, byte[] label) {
        if (objects.isAway()) {
            return Optional.of(NOT_NOW);
        }
        try {
            Label.open(envelope, recording, label);
            return Optional.empty();
        } catch (Envelope.KeyMissing notNow) {
            return Optional.of("the key that opens its label is missing");
        } catch (Envelope.Unreadable | IllegalArgumentException notOurs) {
            return Optional.empty(); // to be rejected, which is said of the whole
        }
    }

    @Override
    public Taken take(Delivery delivery) {
        Label label;
        try {
            label = Label.open(envelope, delivery.recording(), delivery.label());
        } catch (Envelope.KeyMissing notNow) {
            return new Taken.Later("the key that opens its label is missing");
        } catch (Envelope.Unreadable | IllegalArgumentException notOurs) {
            return new Taken.Rejected("its label does not open");
        }
        if (delivery.length().compareTo(settings.shortest()) < 0) {
            return new Taken.Stored(); // somebody who hung up at the beep
        }
        Optional<byte[]> sound = SealedSound.open(label.dataKey(), delivery.recording(), delivery.octets());
        if (sound.isEmpty()) {
            return new Taken.Rejected("its sound does not open");
        }
        Message message = new Message(
                delivery.recording(),
                label.mailbox(),
                label.callerNumber(),
                label.callerName(),
                delivery.startedAt(),
                Duration.ofMillis(sound.get().length / 8),
                Message.State.NEW);
        Optional<Placed> placed = objects.place(label.tenant(), delivery.octets());
        if (placed.isEmpty()) {
            return new Taken.Later(NOT_NOW);
        }
        if (!mailboxes.add(label.tenant(), message, label.dataKey(), placed.get())) {
            return new Taken.Rejected("its mailbox is gone");
        }
        LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.VOICEMAIL_STORED)
                .addKeyValue(Fields.TENANT, label.tenant().toString())
                .addKeyValue("ringfort.recording", delivery.recording().toString())
                .log("A message was stored");
        return new Taken.Stored();
    }
}
