package org.ringfort.kernel.id;

import java.util.Objects;
import java.util.UUID;

/**
 * One customer of the platform; the wall that nothing crosses.
 *
 * @param value the identity itself; meaningless outside equality and order
 */
public record TenantId(UUID value) implements Comparable<TenantId> {
    public TenantId {
        Objects.requireNonNull(value, "value");
    }

    /** A fresh identity, sortable by the moment it was made. */
    public static TenantId next() {
        return new TenantId(TimeOrderedUuid.next());
    }

    /**
     * Reads the text that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException if {@code text} is no UUID
     */
    public static TenantId parse(String text) {
        return new TenantId(UUID.fromString(text));
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
