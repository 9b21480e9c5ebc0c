package org.ringfort.edge.fake;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what another thread does, with a bound. */
public final class Until {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Until() {}

    public static void holds(String what, BooleanSupplier condition) {
        within(PATIENCE, what, condition);
    }

    public static void within(Duration patience, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + what);
            }
            pause();
        }
    }

    /** Waits until both are equal; shows the last value otherwise. */
    public static <T> void equal(T expected, Supplier<T> actual) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T last = actual.get();
        while (!expected.equals(last)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("expected " + show(expected) + ", was " + show(last));
            }
            pause();
            last = actual.get();
        }
    }

    private static String show(Object value) {
        return value instanceof Object[] many ? Arrays.toString(many) : String.valueOf(value);
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
