package org.ringfort.app.paging;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * Identity: one page group of a tenant.
 *
 * @param value the identity itself
 */
public record PageGroupId(@JsonValue UUID value) {
    /** Reads what JSON holds. */
    @JsonCreator
    public PageGroupId {
        Objects.requireNonNull(value, "value");
    }

    /** A fresh identity, sortable by the moment it was made. */
    public static PageGroupId next() {
        return new PageGroupId(TenantId.next().value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
