package org.ringfort.edge.dialog;

import java.time.Duration;

/**
 * What was agreed about refreshing the session. Immutable.
 *
 * @param interval within which a refresh must come; zero: no session timer
 * @param weRefresh whether the refreshes are ours to send
 * @param minimum the shortest interval that the dialog has learnt is acceptable to all
 * @rfc 4028 4
 */
public record SessionTimer(Duration interval, boolean weRefresh, Duration minimum) {
    /** The shortest interval that RFC 4028 allows. */
    public static final Duration SHORTEST = Duration.ofSeconds(90);

    /** No session timer. */
    public static final SessionTimer NONE = new SessionTimer(Duration.ZERO, false, SHORTEST);

    /** Whether there is one. */
    public boolean runs() {
        return !interval.isZero();
    }

    /** From the last refresh to ours: half the interval (RFC 4028 10). */
    public Duration untilRefresh() {
        return interval.dividedBy(2);
    }

    /** From the last refresh to BYE: a third of the interval, at most 32 s, before its end (RFC 4028 10). */
    public Duration untilBye() {
        Duration third = interval.dividedBy(3);
        Duration margin = third.compareTo(Duration.ofSeconds(32)) < 0 ? third : Duration.ofSeconds(32);
        return interval.minus(margin);
    }
}
