package org.ringfort.edge.peer;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubles from {@code first} to {@code most}, and of that a random part
 * between one half and the whole, so that many who lost the same peer do not come back together. One thread.
 */
public final class Backoff {
    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private Duration next;

    public Backoff(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
        this.next = first;
    }

    /** The next wait; the one after it is about twice as long. */
    public Duration next() {
        long whole = next.toMillis();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(most) > 0 ? most : doubled;
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }

    /** It worked: begin again with the shortest wait. */
    public void reset() {
        next = first;
    }
}
