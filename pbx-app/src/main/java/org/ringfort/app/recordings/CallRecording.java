package org.ringfort.app.recordings;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.applications.Recorded;

/**
 * A recording of a call or of what was said in a conference room, without its sound.
 *
 * @param callId of its call record; of a room, of the call by which somebody came in when it began
 * @param room name of the conference room at that time; absent where it is a call
 * @param paused how much of it is silence since it was paused; unknown (none) where media died
 * @param end why it ended; absent where it arrived before that was kept
 * @param caller number of who called, as authenticated; from a trunk as the carrier presents it
 * @param dialled what was dialled
 * @param seal SHA-256 over its segments, each with the sum before it; hexadecimal. The same stands in the audit trail
 */
public record CallRecording(
        UUID id,
        String callId,
        String caller,
        String dialled,
        Optional<String> room,
        Instant startedAt,
        Duration length,
        Duration paused,
        Optional<Recorded.End> end,
        String seal) {}
