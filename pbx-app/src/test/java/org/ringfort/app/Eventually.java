package org.ringfort.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what nobody tells when it has come: it looks again and again, with the patience that a busy machine needs. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Eventually() {}

    /**
     * Returns as soon as it holds.
     *
     * @param what is waited for, said where it never comes
     */
    public static void holds(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(BETWEEN_LOOKS); // there is nothing to be woken by: that is what this class is for
        }
    }
}
