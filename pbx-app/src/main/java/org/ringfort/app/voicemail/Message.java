package org.ringfort.app.voicemail;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A message left, without its sound.
 *
 * @param id that of its recording
 * @param callerNumber as authenticated when it was left; empty where unknown
 */
public record Message(
        UUID id,
        UUID mailboxId,
        String callerNumber,
        String callerName,
        Instant receivedAt,
        Duration length,
        State state) {
    /** Whether it was heard. */
    public enum State {
        NEW,
        HEARD
    }
}
