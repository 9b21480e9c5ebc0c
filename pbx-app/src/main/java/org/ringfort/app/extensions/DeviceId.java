package org.ringfort.app.extensions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * Identity: One phone, real or soft, of an extension.
 *
 * @param value the identity itself
 */
public record DeviceId(@JsonValue UUID value) {
    /** Reads what JSON holds. */
    @JsonCreator
    public DeviceId {
        java.util.Objects.requireNonNull(value, "value");
    }

    /** A fresh identity, sortable by the moment it was made. */
    public static DeviceId next() {
        return new DeviceId(TenantId.next().value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
