package org.ringfort.app.numbers;

import java.time.Instant;
import java.util.List;
import org.ringfort.kernel.id.TenantId;

/**
 * A number of the public network by which a tenant is called, and where it leads. No two tenants have the same.
 *
 * @param number E.164 with its plus sign
 * @param label in words, perhaps empty
 * @param proved whether the platform has seen that it is the tenant's: tenants may write down any number, and calls from one
 *     that is not proved are not vouched for
 * @param presentedBy numbers of the extensions whose calls go out under it, as long as it is proved; in order
 * @param version for the entity tag
 */
public record PublicNumber(
        NumberId id,
        TenantId tenant,
        String number,
        Destination destination,
        String label,
        boolean proved,
        List<String> presentedBy,
        long version,
        Instant createdAt) {
    public PublicNumber {
        presentedBy = List.copyOf(presentedBy);
    }
}
