package org.ringfort.testkit.transcript;

import java.time.Duration;
import java.util.List;

/** One line of a transcript, with its place for messages of failure. */
public sealed interface Step {
    int lineNumber();

    /**
     * Somebody says something.
     *
     * @param phrases what is said: the first is the beginning, the others are details
     */
    record Says(int lineNumber, String from, String to, List<String> phrases) implements Step {
        public Says {
            phrases = List.copyOf(phrases);
        }
    }

    /** Nothing more may have been said to {@code to} up to here. */
    record Silence(int lineNumber, String from, String to) implements Step {}

    /** Time goes on. */
    record Wait(int lineNumber, Duration by) implements Step {}

    /** Something about the subject's state, in the subject's own words. */
    record Claim(int lineNumber, String text) implements Step {}
}
