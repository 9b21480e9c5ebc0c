package org.ringfort.app.objects;

import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/** What an object is called: whose it is, and which. No name is used twice. */
public record ObjectName(TenantId tenant, UUID id) {
    /** Of lower-case hexadecimal digits, hyphens and one slash. */
    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
