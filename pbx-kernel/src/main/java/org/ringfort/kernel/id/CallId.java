package org.ringfort.kernel.id;

import java.util.Objects;
import java.util.UUID;

/**
 * One call, from the first INVITE to the last BYE, over all its legs. Not a SIP Call-ID, which never leaves its leg.
 *
 * @param value the identity itself; meaningless outside equality and order
 */
public record CallId(UUID value) implements Comparable<CallId> {
    public CallId {
        Objects.requireNonNull(value, "value");
    }

    /** A fresh identity, sortable by the moment it was made. */
    public static CallId next() {
        return new CallId(TimeOrderedUuid.next());
    }

    /**
     * Reads the text that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if {@code text} is no UUID
     */
    public static CallId parse(String text) {
        return new CallId(UUID.fromString(text));
    }

    @Override
    public int compareTo(CallId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
