package org.ringfort.edge.admission;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A map with a bound. When it is full, what may be forgotten is; that is looked for once in a second at most, so that nobody
 * makes us look through it for every message. Any thread.
 */
final class Capped<K, V> {
    /** Whether nothing is lost with it. */
    @FunctionalInterface
    interface Forgettable<V> {
        boolean at(V value, long nowNanos);
    }

    private static final long SWEEP_NANOS = 1_000_000_000L;

    private final int most;
    private final LongSupplier clockNanos;
    private final Forgettable<V> forgettable;
    private final Map<K, V> held = new ConcurrentHashMap<>();
    private final AtomicLong sweptNanos;

    Capped(int most, LongSupplier clockNanos, Forgettable<V> forgettable) {
        this.most = most;
        this.clockNanos = clockNanos;
        this.forgettable = forgettable;
        this.sweptNanos = new AtomicLong(clockNanos.getAsLong() - SWEEP_NANOS);
    }

    @Nullable
    V get(K key) {
        return held.get(key);
    }

    /** What is there, or is now made; empty where there is no room. */
    Optional<V> obtain(K key, Function<K, V> make) {
        V there = held.get(key);
        if (there != null) {
            return Optional.of(there);
        }
        if (held.size() >= most) {
            sweep();
        }
        return held.size() >= most ? Optional.empty() : Optional.of(held.computeIfAbsent(key, make));
    }

    void forget(K key) {
        held.remove(key);
    }

    int size() {
        return held.size();
    }

    private void sweep() {
        long now = clockNanos.getAsLong();
        long before = sweptNanos.get();
        if (now - before >= SWEEP_NANOS && sweptNanos.compareAndSet(before, now)) {
            held.values().removeIf(value -> forgettable.at(value, now));
        }
    }
}
