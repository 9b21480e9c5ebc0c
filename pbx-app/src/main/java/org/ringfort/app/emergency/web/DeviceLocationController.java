package org.ringfort.app.emergency.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.emergency.LocationId;
import org.ringfort.app.emergency.Locations;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/devices/{id}/location")
@Tag(name = "locations")
class DeviceLocationController {
    private final Locations locations;

    DeviceLocationController(Locations locations) {
        this.locations = locations;
    }

    /** @param own false: the tenant's default, if there is a location at all */
    record DeviceLocationView(@Nullable LocationView location, boolean own) {
        static DeviceLocationView of(Locations.Found found) {
            return new DeviceLocationView(found.location().map(LocationView::of).orElse(null), found.own());
        }
    }

    record DeviceLocationInput(@NotNull UUID locationId) {}

    @GetMapping
    @Requires(Permission.LOCATIONS_READ)
    @Operation(summary = "Read where emergency services are told that a device is")
    DeviceLocationView readDeviceLocation(@PathVariable UUID id) {
        return DeviceLocationView.of(locations.ofDevice(new DeviceId(id)));
    }

    @PutMapping
    @Requires(Permission.LOCATIONS_WRITE)
    @Operation(summary = "Say where a device is")
    DeviceLocationView placeDevice(@PathVariable UUID id, @Valid @RequestBody DeviceLocationInput input) {
        return DeviceLocationView.of(
                locations.place(new DeviceId(id), Optional.of(new LocationId(input.locationId()))));
    }

    @DeleteMapping
    @Requires(Permission.LOCATIONS_WRITE)
    @Operation(summary = "A device is where the tenant's default is")
    DeviceLocationView unplaceDevice(@PathVariable UUID id) {
        return DeviceLocationView.of(locations.place(new DeviceId(id), Optional.empty()));
    }
}
