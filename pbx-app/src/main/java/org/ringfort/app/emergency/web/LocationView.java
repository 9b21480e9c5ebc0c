package org.ringfort.app.emergency.web;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.emergency.GeoPoint;
import org.ringfort.app.emergency.Location;

record LocationView(
        UUID id,
        String name,
        boolean defaultLocation,
        Map<String, String> address,
        String language,
        @Nullable GeoPoint point,
        Instant createdAt,
        long version) {
    static LocationView of(Location location) {
        return new LocationView(
                location.id().value(),
                location.name(),
                location.isDefault(),
                location.address(),
                location.language(),
                location.point().orElse(null),
                location.createdAt(),
                location.version());
    }
}
