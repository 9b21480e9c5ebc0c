package org.ringfort.app.emergency.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.emergency.GeoPoint;
import org.ringfort.app.emergency.LocationDraft;

/**
 * What may be said of a location.
 *
 * @param address elements by their names in RFC 5139; country among them
 */
record LocationInput(
        @NotNull @Size(min = 1, max = 80) String name,
        boolean defaultLocation,
        @NotNull @Size(max = 31) Map<@NotNull @Size(max = 10) String, @NotNull @Size(max = 100) String> address,
        @Nullable @Size(max = 40) String language,
        @Nullable @Valid PointInput point) {

    record PointInput(@NotNull Double latitude, @NotNull Double longitude) {}

    LocationDraft draft() {
        return new LocationDraft(
                name,
                defaultLocation,
                address,
                language == null ? "" : language,
                Optional.ofNullable(point).map(given -> new GeoPoint(given.latitude(), given.longitude())));
    }
}
