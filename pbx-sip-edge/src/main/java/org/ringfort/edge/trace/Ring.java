package org.ringfort.edge.trace;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** From one loop to the tracer: one thread puts, one takes, neither waits. Full, it takes nothing more. */
final class Ring {
    private final AtomicReferenceArray<@Nullable Seen> slots;
    private final int mask;
    private final AtomicLong put = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    /** @param entries a power of two */
    Ring(int entries) {
        if (Integer.bitCount(entries) != 1) {
            throw new IllegalArgumentException("entries = " + entries);
        }
        slots = new AtomicReferenceArray<>(entries);
        mask = entries - 1;
    }

    /** False where it is full. */
    boolean offer(Seen seen) {
        long at = put.getPlain();
        if (at - taken.getAcquire() > mask) {
            return false;
        }
        slots.setPlain((int) at & mask, seen);
        put.setRelease(at + 1);
        return true;
    }

    /** How many were put in so far. */
    long end() {
        return put.getAcquire();
    }

    /** The next of the first {@code end}, or null. */
    @Nullable
    Seen poll(long end) {
        long at = taken.getPlain();
        if (at >= end) {
            return null;
        }
        Seen seen = slots.getPlain((int) at & mask);
        slots.setPlain((int) at & mask, null);
        taken.setRelease(at + 1);
        return seen;
    }
}
