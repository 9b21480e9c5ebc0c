package org.ringfort.media.relay;

import java.time.Duration;

/**
 * Lets packets gather. To wake up costs more than to relay a packet: so where several packets come within the bound, the loop rests
 * after it has served some, and then serves all that have come. It rests for the bound where calls are few, and for less where
 * enough come sooner. Where packets come one by one, each is served at once. The loop's thread.
 */
final class Gathering {
    /** With so many at once what it costs to wake up is a small part of what they cost themselves. */
    static final int ENOUGH = 50;

    private static final int SHORTEST_PART = 8;

    private final long boundNanos;
    private long restNanos;
    private long lastNanos;
    private long before;

    /** @param bound for how long a packet may wait; zero: each is served at once */
    Gathering(Duration bound) {
        this.boundNanos = bound.toNanos();
        this.restNanos = boundNanos;
        this.lastNanos = Long.MIN_VALUE / 2;
    }

    /**
     * The loop has come round.
     *
     * @param packets that were served since the start
     * @return for how long it is to rest now, in nanoseconds; zero: not at all
     */
    long rest(long packets, long nowNanos) {
        long served = packets - before;
        before = packets;
        if (served == 0) {
            return 0;
        }
        boolean dense = served > 1 || nowNanos - lastNanos < boundNanos;
        lastNanos = nowNanos;
        if (!dense) {
            return 0;
        }
        long wanted = (restNanos + restNanos * ENOUGH / served) / 2;
        restNanos = Math.clamp(wanted, boundNanos / SHORTEST_PART, boundNanos);
        return restNanos;
    }
}
