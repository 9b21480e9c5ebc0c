package org.ringfort.app.emergency;

import java.util.Map;
import java.util.Optional;

/** What can be said of a location by those who administer it; see {@link Location}. */
public record LocationDraft(
        String name, boolean isDefault, Map<String, String> address, String language, Optional<GeoPoint> point) {
    public LocationDraft {
        address = Map.copyOf(address);
    }
}
