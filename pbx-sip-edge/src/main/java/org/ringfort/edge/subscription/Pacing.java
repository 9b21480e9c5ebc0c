package org.ringfort.edge.subscription;

import java.time.Duration;

/**
 * When the next NOTIFY of a subscription is due: one at a time, at most five a second, and later where the phone has asked for it
 * by refusing one. What changes meanwhile is told by the next, which tells what is then. RFC 4235 recommends one a second; a
 * lamp that is late makes people press its key in vain. Times are those of {@link System#nanoTime}. Owned by the thread of its
 * subscription.
 *
 * @rfc 6665 4.2.2
 * @rfc 4235 3.10
 */
final class Pacing {
    static final long BETWEEN = Duration.ofMillis(200).toNanos();
    /** After the first refusal; doubled by each that follows. */
    static final long REST = Duration.ofSeconds(2).toNanos();
    /** In a row. */
    static final int MOST_REFUSALS = 5;
    /** Longer than any transaction lives. */
    static final long LONGEST_ANSWER = Duration.ofSeconds(40).toNanos();

    private boolean wanted;
    private boolean unanswered;
    private int refusals;
    private long notBefore;
    private long said;

    Pacing(long now) {
        notBefore = now;
    }

    /** There is something to tell. */
    void wanted() {
        wanted = true;
    }

    /** The phone has asked, and need not wait for its turn. */
    void asked(long now) {
        wanted = true;
        notBefore = now;
    }

    boolean due(long now) {
        return wanted && !unanswered && now - notBefore >= 0;
    }

    void said(long now) {
        wanted = false;
        unanswered = true;
        said = now;
        notBefore = now + BETWEEN;
    }

    /** The phone has taken it. */
    void taken() {
        unanswered = false;
        refusals = 0;
    }

    /**
     * The phone could not take it just now.
     *
     * @param restNanos what it asks for; 0 where it does not say
     * @return false where it has refused too often
     */
    boolean refused(long now, long restNanos) {
        unanswered = false;
        wanted = true;
        notBefore = now + Math.max(restNanos, REST << refusals);
        refusals++;
        return refusals < MOST_REFUSALS;
    }

    /** Whether the answer should have come long ago. */
    boolean lost(long now) {
        return unanswered && now - said >= LONGEST_ANSWER;
    }

    /** How long nothing is to be done unless something happens. */
    long patience(long now) {
        if (unanswered) {
            return Math.max(0, said + LONGEST_ANSWER - now);
        }
        return wanted ? Math.max(0, notBefore - now) : Long.MAX_VALUE;
    }
}
