package org.ringfort.app.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * Identity: one conference room of a tenant.
 *
 * @param value the identity itself
 */
public record RoomId(@JsonValue UUID value) {
    /** Reads what JSON holds. */
    @JsonCreator
    public RoomId {
        Objects.requireNonNull(value, "value");
    }

    /** A fresh identity, sortable by the moment it was made. */
    public static RoomId next() {
        return new RoomId(TenantId.next().value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
