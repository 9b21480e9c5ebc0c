package org.ringfort.kernel.id;

import java.util.Objects;
import java.util.UUID;

/**
 * One side of a call: a phone, or an application such as voicemail.
 *
 * @param value the identity itself; meaningless outside equality and order
 */
public record LegId(UUID value) implements Comparable<LegId> {
    public LegId {
        Objects.requireNonNull(value, "value");
    }

    /** A fresh identity, sortable by the moment it was made. */
    public static LegId next() {
        return new LegId(TimeOrderedUuid.next());
    }

    /**
     * Reads the text that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if {@code text} is no UUID
     */
    public static LegId parse(String text) {
        return new LegId(UUID.fromString(text));
    }

    @Override
    public int compareTo(LegId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
