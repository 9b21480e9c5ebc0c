package org.ringfort.app.emergency.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.emergency.Location;
import org.ringfort.app.emergency.LocationId;
import org.ringfort.app.emergency.Locations;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Idempotency;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/locations")
@Tag(name = "locations")
class LocationsController {
    private final Locations locations;
    private final Idempotency idempotency;

    LocationsController(Locations locations, Idempotency idempotency) {
        this.locations = locations;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.LOCATIONS_READ)
    @Operation(summary = "List where devices are, for emergency services; oldest first")
    Page<LocationView> listLocations(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return locations.list(Cursor.parse(cursor, limit)).map(LocationView::of);
    }

    @PostMapping
    @Requires(Permission.LOCATIONS_WRITE)
    @Operation(summary = "Add a location; the default is where devices are that name none")
    ResponseEntity<LocationView> createLocation(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody LocationInput input) {
        Idempotency.Outcome outcome = idempotency.once(
                key, input, () -> locations.create(input.draft()).id().value());
        Location location = find(outcome.created());
        return Answers.created(
                "/api/v1/locations/" + location.id(),
                location.version(),
                outcome.repeated(),
                LocationView.of(location));
    }

    @GetMapping("/{id}")
    @Requires(Permission.LOCATIONS_READ)
    @Operation(summary = "Read a location")
    ResponseEntity<LocationView> readLocation(@PathVariable UUID id) {
        Location location = find(id);
        return Answers.of(location.version(), LocationView.of(location));
    }

    @PutMapping("/{id}")
    @Requires(Permission.LOCATIONS_WRITE)
    @Operation(summary = "Change a location; calls for help that are up have been told the old one")
    ResponseEntity<LocationView> changeLocation(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody LocationInput input) {
        Location location = locations.change(new LocationId(id), EntityTag.required(ifMatch), input.draft());
        return Answers.of(location.version(), LocationView.of(location));
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.LOCATIONS_WRITE)
    @Operation(summary = "Delete a location where no device is")
    ResponseEntity<Void> deleteLocation(@PathVariable UUID id) {
        locations.delete(new LocationId(id));
        return Answers.done();
    }

    private Location find(UUID id) {
        return locations.find(new LocationId(id)).orElseThrow(Problem::notFound);
    }
}
