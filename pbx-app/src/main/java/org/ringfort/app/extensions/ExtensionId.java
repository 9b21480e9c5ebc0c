package org.ringfort.app.extensions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * Identity: One number and the person or thing behind it.
 *
 * @param value the identity itself
 */
public record ExtensionId(@JsonValue UUID value) {
    /** Reads what JSON holds. */
    @JsonCreator
    public ExtensionId {
        java.util.Objects.requireNonNull(value, "value");
    }

    /** A fresh identity, sortable by the moment it was made. */
    public static ExtensionId next() {
        return new ExtensionId(TenantId.next().value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
