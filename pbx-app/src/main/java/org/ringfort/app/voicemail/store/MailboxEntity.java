package org.ringfort.app.voicemail.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.voicemail.Mailbox;

/** Made by {@link MailboxRows#open}; only what was changed is written, since the number is the extension's to change. */
@Entity
@DynamicUpdate
@Table(schema = "voicemail", name = "mailbox")
class MailboxEntity {
    @Id
    private UUID id;

    private UUID extensionId;
    private String extension;
    private byte @Nullable [] pin;
    private int wrongPins;

    @Nullable
    private Instant lockedUntil;

    @SuppressWarnings("UnusedVariable") // the order of MailboxRows is by it
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected MailboxEntity() {}

    /** A new PIN unlocks. */
    void setPin(byte[] sealed) {
        pin = sealed.clone();
        setWrongPins(0, null);
    }

    void setWrongPins(int wrong, @Nullable Instant until) {
        wrongPins = wrong;
        lockedUntil = until;
    }

    Mailbox value() {
        return new Mailbox(
                id,
                extensionId,
                extension,
                pin == null ? null : pin.clone(),
                wrongPins,
                Optional.ofNullable(lockedUntil));
    }
}
