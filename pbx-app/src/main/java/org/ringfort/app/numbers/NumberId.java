package org.ringfort.app.numbers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * Identity: one number of the public network that a tenant is called by.
 *
 * @param value the identity itself
 */
public record NumberId(@JsonValue UUID value) {
    /** Reads what JSON holds. */
    @JsonCreator
    public NumberId {
        Objects.requireNonNull(value, "value");
    }

    /** A fresh identity, sortable by the moment it was made. */
    public static NumberId next() {
        return new NumberId(TenantId.next().value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
