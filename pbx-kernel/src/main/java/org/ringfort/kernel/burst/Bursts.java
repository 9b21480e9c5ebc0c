package org.ringfort.kernel.burst;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Tells the first of a kind at once, and what is like it within a window as a number when the window ends.
 *
 * <p>Three bounds hold however much happens: so many kinds are remembered, so many are told each second, and one kind once
 * in a window. What finds no room is dropped and counted; what is not taken by the listener is kept and told later.
 *
 * <p>Any thread; its owner calls {@link #tick} about once a second. The lock guards the
 * table and is never held while the listener is told.
 *
 * @param <K> what makes two of them alike
 * @param <V> the facts of the latest
 */
public final class Bursts<K, V> {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Limits limits;
    private final LongSupplier clockNanos;
    private final Predicate<Burst<K, V>> listener;
    private final ReentrantLock lock = new ReentrantLock();
    /** Those whose window began first come first. */
    private final LinkedHashMap<K, Run<V>> runs = new LinkedHashMap<>();

    private final LongAdder dropped = new LongAdder();
    private long secondBegan;
    private int toldThisSecond;

    /**
     * The bounds.
     *
     * @param window one kind is told once in it
     * @param kinds remembered at the same time
     * @param eachSecond told at most
     */
    public record Limits(Duration window, int kinds, int eachSecond) {}

    /**
     * What is told.
     *
     * @param facts of the latest of them
     * @param count how many, at least 1
     */
    public record Burst<K, V>(K kind, V facts, int count) {}

    private static final class Run<V> {
        private V facts;
        private int untold;
        private long windowEnds;

        private Run(V facts, long windowEnds) {
            this.facts = facts;
            this.windowEnds = windowEnds;
        }
    }

    /**
     * Bursts of nothing yet.
     *
     * @param clockNanos a clock that never jumps
     * @param listener takes what is told, without blocking; false: not now
     */
    public Bursts(Limits limits, LongSupplier clockNanos, Predicate<Burst<K, V>> listener) {
        this.limits = limits;
        this.clockNanos = clockNanos;
        this.listener = listener;
        this.secondBegan = clockNanos.getAsLong();
    }

    /** It happened {@code times}. */
    public void happened(K kind, V facts, int times) {
        boolean first;
        lock.lock();
        try {
            Run<V> run = runs.get(kind);
            first = run == null;
            if (first && runs.size() >= limits.kinds()) {
                dropped.add(times);
                return;
            }
            if (run == null) {
                run = new Run<>(facts, clockNanos.getAsLong());
                runs.put(kind, run);
            }
            run.facts = facts;
            run.untold = saturated(run.untold, times);
        } finally {
            lock.unlock();
        }
        if (first) {
            tick();
        }
    }

    /** Tells what is due and forgets what has ended. */
    public void tick() {
        for (Burst<K, V> burst : due()) {
            if (!listener.test(burst)) {
                keep(burst);
            }
        }
    }

    /** How many found no room. */
    public long dropped() {
        return dropped.sum();
    }

    private List<Burst<K, V>> due() {
        List<Burst<K, V>> due = new ArrayList<>();
        lock.lock();
        try {
            long now = clockNanos.getAsLong();
            if (now - secondBegan >= SECOND_NANOS) {
                secondBegan = now;
                toldThisSecond = 0;
            }
            runs.values().removeIf(run -> run.untold == 0 && now - run.windowEnds >= 0);
            for (Map.Entry<K, Run<V>> entry : runs.entrySet()) {
                Run<V> run = entry.getValue();
                if (toldThisSecond >= limits.eachSecond()) {
                    break;
                }
                if (run.untold > 0 && now - run.windowEnds >= 0) {
                    due.add(new Burst<>(entry.getKey(), run.facts, run.untold));
                    toldThisSecond++;
                    run.untold = 0;
                    run.windowEnds = now + limits.window().toNanos();
                }
            }
            // Last in line again, so that nobody's noise keeps another's turn from coming.
            due.forEach(burst -> {
                Run<V> run = runs.remove(burst.kind());
                if (run != null) {
                    runs.put(burst.kind(), run);
                }
            });
        } finally {
            lock.unlock();
        }
        return due;
    }

    private void keep(Burst<K, V> burst) {
        lock.lock();
        try {
            Run<V> run = runs.get(burst.kind());
            if (run == null) {
                dropped.add(burst.count());
            } else {
                run.untold = saturated(run.untold, burst.count());
                run.windowEnds = clockNanos.getAsLong(); // due at the next tick
            }
        } finally {
            lock.unlock();
        }
    }

    private static int saturated(int one, int other) {
        return (int) Math.min(Integer.MAX_VALUE, (long) one + other);
    }
}
