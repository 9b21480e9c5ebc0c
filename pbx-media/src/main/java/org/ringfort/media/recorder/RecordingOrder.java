package org.ringfort.media.recorder;

import java.util.Optional;
import java.util.UUID;
import org.ringfort.kernel.secret.Secret;

/**
 * An order to record.
 *
 * @param owner whose edge hears that it is ready, and on which leg it was made
 * @param dataKey AES-256, of this recording alone; never written down
 * @param label the app's own, opaque here
 * @param maxSeconds 1 to 3600
 * @param silenceSeconds stop after so much silence; 0: never
 * @param stopDigits any of these ends it
 * @param onDemand of a call: begins when somebody asks for it
 * @param elsewhere of a call: nothing is written down here
 */
public record RecordingOrder(
        UUID id,
        Owner owner,
        Secret dataKey,
        Label label,
        int maxSeconds,
        int silenceSeconds,
        String stopDigits,
        boolean onDemand,
        boolean elsewhere) {
    public static final int KEY_BYTES = 32;
    private static final int LONGEST_SECONDS = 3_600;

    /** Who is told. */
    public record Owner(String edgeId, String sessionId, String legId) {}

    public RecordingOrder {
        wrong(dataKey, label, maxSeconds, silenceSeconds, stopDigits).ifPresent(what -> {
            throw new IllegalArgumentException(what);
        });
    }

    /** What is wrong with an order, if anything. */
    public static Optional<String> wrong(
            Secret dataKey, Label label, int maxSeconds, int silenceSeconds, String stopDigits) {
        if (dataKey.lengthBytes() != KEY_BYTES) {
            return Optional.of("the data key is not 32 octets long");
        }
        if (maxSeconds < 1 || maxSeconds > LONGEST_SECONDS || silenceSeconds < 0) {
            return Optional.of("the recording's limits are out of range");
        }
        if (stopDigits.length() > 16 || label.lengthBytes() > Label.MOST_BYTES) {
            return Optional.of("the recording's label or stop digits are too long");
        }
        return Optional.empty();
    }
}
