package org.ringfort.edge.admission;

/** A token bucket. Any thread; held for a few nanoseconds. */
final class Bucket {
    private final Rate rate;
    private double tokens;
    private long atNanos;

    Bucket(Rate rate, long nowNanos) {
        this.rate = rate;
        this.tokens = rate.burst();
        this.atNanos = nowNanos;
    }

    synchronized boolean take(long nowNanos) {
        refill(nowNanos);
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    synchronized void giveBack(int count) {
        tokens = Math.min(rate.burst(), tokens + count);
    }

    synchronized boolean isFull(long nowNanos) {
        refill(nowNanos);
        return tokens >= rate.burst();
    }

    private void refill(long nowNanos) {
        tokens = rate.after(tokens, nowNanos - atNanos);
        atNanos = nowNanos;
    }
}
