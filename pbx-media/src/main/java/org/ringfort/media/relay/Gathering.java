package org.ringfort.media.relay;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets packets gather. To wake up costs more than to relay a packet: so where several packets come within the bound, the loop rests
 * for as long after it has served some, and then serves all that have come. Where packets come one by one, each is served
 * at once. The loop's thread.
 */
final class Gathering {
    private final long boundNanos;
    private long lastNanos;

    /** @param bound for how long a packet may wait; zero: each is served at once */
    Gathering(Duration bound) {
        this.boundNanos = bound.toNanos();
        this.lastNanos = Long.MIN_VALUE / 2;
    }

    /** The loop has come round and served so many ports. */
    void served(int ports, long nowNanos) {
        if (ports == 0) {
            return;
        }
        boolean dense = ports > 1 || nowNanos - lastNanos < boundNanos;
        lastNanos = nowNanos;
        if (dense && boundNanos > 0) {
            LockSupport.parkNanos(boundNanos);
        }
    }
}
