package org.ringfort.app.emergency;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.ringfort.kernel.id.TenantId;

/**
 * Where devices are, as emergency services are told it.
 *
 * @param name for people of the tenant; carriers are not told
 * @param isDefault whether devices of the tenant that name no location are here; at most one of each tenant is
 * @param address elements of a civic address by their names in RFC 5139, {@code country} among them
 * @param language of the address (BCP 47); empty: not said
 * @param version for the entity tag
 */
public record Location(
        LocationId id,
        TenantId tenant,
        String name,
        boolean isDefault,
        Map<String, String> address,
        String language,
        Optional<GeoPoint> point,
        long version,
        Instant createdAt) {
    public Location {
        address = Map.copyOf(address);
    }
}
