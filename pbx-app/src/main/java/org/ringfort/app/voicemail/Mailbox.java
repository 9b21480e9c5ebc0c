package org.ringfort.app.voicemail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an extension's messages lie.
 *
 * @param pin the PIN's hash, sealed; null where none was set, so that it cannot be entered by telephone
 * @param wrongPins typed in a row
 * @param lockedUntil until then no PIN is right
 */
@SuppressWarnings("ArrayRecordComponent") // a row, compared by nobody
public record Mailbox(
        UUID id,
        UUID extensionId,
        String extension,
        byte @Nullable [] pin,
        int wrongPins,
        Optional<Instant> lockedUntil) {
    /** Whether no PIN is right now. */
    public boolean lockedAt(Instant now) {
        return lockedUntil.filter(now::isBefore).isPresent();
    }
}
