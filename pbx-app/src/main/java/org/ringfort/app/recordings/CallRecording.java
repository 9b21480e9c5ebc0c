package org.ringfort.app.recordings;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A recording of a call, without its sound.
 *
 * @param callId of its call record
 * @param caller number of who called, as authenticated; from a trunk as the carrier presents it
 * @param dialled what was dialled
 * @param seal SHA-256 over its segments, each with the sum before it; hexadecimal. The same stands in the audit trail
 */
public record CallRecording(
        UUID id, String callId, String caller, String dialled, Instant startedAt, Duration length, String seal) {}
