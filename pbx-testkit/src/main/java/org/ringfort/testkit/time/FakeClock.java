package org.ringfort.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;

/**
 * Time that stands still until {@link #advance}. Timers fire in the order of their times, those of one time in the order
 * they were set, each with the clock standing at its own time. One thread.
 */
public final class FakeClock extends Clock {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ZoneId zone;
    private Instant now = START;
    private long sequence;

    public FakeClock() {
        this.zone = ZoneOffset.UTC;
    }

    /** A timer that has not fired yet, or has. */
    public static final class Timer implements Comparable<Timer> {
        private final Instant due;
        private final long sequence;
        private final Runnable task;
        private boolean cancelled;

        private Timer(Instant due, long sequence, Runnable task) {
            this.due = due;
            this.sequence = sequence;
            this.task = task;
        }

        /** Does nothing where the timer has fired. */
        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Timer other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(sequence);
        }
    }

    /** Runs {@code task} when the clock has gone on by {@code delay}. */
    public Timer schedule(Duration delay, Runnable task) {
        var timer = new Timer(now.plus(delay.isNegative() ? Duration.ZERO : delay), sequence++, task);
        timers.add(timer);
        return timer;
    }

    /** Goes on by {@code step}, firing what falls due on the way, also what is set meanwhile. */
    public void advance(Duration step) {
        Instant target = now.plus(step);
        for (Timer next = timers.peek(); next != null && !next.due.isAfter(target); next = timers.peek()) {
            timers.remove();
            if (!next.cancelled) {
                now = next.due;
                next.task.run();
            }
        }
        now = target;
    }

    /** How many timers are set and neither fired nor cancelled. */
    public long pending() {
        return timers.stream().filter(timer -> !timer.cancelled).count();
    }

    /** Nanoseconds since the beginning, as a clock that never jumps gives them. */
    public long nanos() {
        return Duration.between(START, now).toNanos();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return Clock.fixed(now, other);
    }
}
