package org.ringfort.app.applications;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Takes finished recordings of one kind; a bean of this type is found by its kind. */
public interface RecordingTaker {
    /** What labels for this taker begin with, before the colon. */
    String kind();

    /**
     * Asked before the octets come: why it cannot be kept now, whatever they are; it is delivered again. Empty where nothing is in the
     * way, or that shows with the octets only.
     */
    default Optional<String> waitsFor(UUID recording, byte[] label) {
        return Optional.empty();
    }

    /** Keeps it; returns after commit. Taking the same recording again is harmless and says {@link Taken.Stored}. */
    Taken take(Delivery delivery);

    /**
     * A finished recording.
     *
     * @param label as given in the order
     * @param length of the audio
     * @param paused how much of that is silence since it was paused
     * @param end why it ended
     * @param octets the encrypted form
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way to a store, compared by nobody
    record Delivery(
            UUID recording,
            byte[] label,
            Duration length,
            Duration paused,
            Recorded.End end,
            Instant startedAt,
            byte[] octets) {}

    /** What became of it. */
    sealed interface Taken {
        /** Kept, or rightly dropped: media may discard it. */
        record Stored() implements Taken {}

        /** Never to be kept; media may discard it. */
        record Rejected(String why) implements Taken {}

        /** Not now: it is delivered again, until it can be kept. */
        record Later(String why) implements Taken {}
    }
}
