package org.ringfort.edge.admission;

import java.util.concurrent.atomic.AtomicLong;

/** A ban with the time at which it ends by itself, whether or not anybody says so. Any thread. */
final class Standing {
    private static final long QUIET_NANOS = 1_000_000_000L;

    private final Ban ban;
    private final long endsNanos;
    private final AtomicLong quietUntilNanos;

    Standing(Ban ban, long nowNanos) {
        this.ban = ban;
        // Half of what a long holds, 146 years, is as good as for ever and leaves comparisons sound.
        this.endsNanos = nowNanos
                + ban.remaining()
                        .map(left -> left.compareTo(java.time.Duration.ofNanos(Long.MAX_VALUE / 2)) < 0
                                ? left.toNanos()
                                : Long.MAX_VALUE / 2)
                        .orElse(Long.MAX_VALUE / 2);
        this.quietUntilNanos = new AtomicLong(nowNanos - 1);
    }

    Ban ban() {
        return ban;
    }

    boolean holds(long nowNanos) {
        return endsNanos - nowNanos > 0;
    }

    long endsNanos() {
        return endsNanos;
    }

    boolean isOnEverybody() {
        return ban.account().isEmpty();
    }

    /** Not even a connection is taken. */
    boolean isClosed() {
        return isOnEverybody() && ban.spared().isEmpty();
    }

    /** Whether somebody should be told that it was met: once in a second, however often it is. */
    boolean tellsNow(long nowNanos) {
        long quiet = quietUntilNanos.get();
        return nowNanos - quiet > 0 && quietUntilNanos.compareAndSet(quiet, nowNanos + QUIET_NANOS);
    }
}
