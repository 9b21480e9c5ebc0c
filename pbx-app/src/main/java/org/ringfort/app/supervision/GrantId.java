package org.ringfort.app.supervision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * Identity: one supervisor's right over one other's calls.
 *
 * @param value the identity itself
 */
public record GrantId(@JsonValue UUID value) {
    /** Reads what JSON holds. */
    @JsonCreator
    public GrantId {
        Objects.requireNonNull(value, "value");
    }

    /** A fresh identity, sortable by the moment it was made. */
    public static GrantId next() {
        return new GrantId(TenantId.next().value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
