package org.ringfort.media.recorder;

import java.util.UUID;

/**
 * A finished recording.
 *
 * @param durationMillis without the silence at its end
 * @param startedAtMillis since 1970 UTC
 * @param sizeBytes of the encrypted form
 * @param pausedMillis how much of it is silence because it was paused
 */
public record Recording(
        UUID id,
        RecordingOrder.Owner owner,
        Label label,
        int durationMillis,
        RecordingEnd end,
        long startedAtMillis,
        long sizeBytes,
        int pausedMillis) {}
