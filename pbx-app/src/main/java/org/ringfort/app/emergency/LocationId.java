package org.ringfort.app.emergency;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * Identity: one location of a tenant.
 *
 * @param value the identity itself
 */
public record LocationId(@JsonValue UUID value) {
    /** Reads what JSON holds. */
    @JsonCreator
    public LocationId {
        Objects.requireNonNull(value, "value");
    }

    /** A fresh identity, sortable by the moment it was made. */
    public static LocationId next() {
        return new LocationId(TenantId.next().value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
