package org.ringfort.app.applications;

import java.time.Duration;

/**
 * How a recording ended, as far as the conversation needs it.
 *
 * @param length of the audio, trailing silence cut off
 */
public record Recorded(Duration length, End end) {
    /** What ended it. */
    public enum End {
        SILENCE,
        LIMIT,
        DIGIT,
        STOPPED,
        HANGUP,
        INTERRUPTED,
        FAILED
    }
}
