package org.ringfort.app.trunks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * Identity: one way of a tenant into the public network.
 *
 * @param value the identity itself
 */
public record TrunkId(@JsonValue UUID value) {
    /** Reads what JSON holds. */
    @JsonCreator
    public TrunkId {
        Objects.requireNonNull(value, "value");
    }

    /** A fresh identity, sortable by the moment it was made. */
    public static TrunkId next() {
        return new TrunkId(TenantId.next().value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
