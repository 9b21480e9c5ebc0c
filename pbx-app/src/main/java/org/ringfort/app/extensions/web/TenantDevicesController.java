package org.ringfort.app.extensions.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.extensions.Devices;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a security officer asks of all phones together: which are exceptions, which sign in by less. */
@RestController
@RequestMapping("/api/v1/devices")
@Tag(name = "devices")
class TenantDevicesController {
    private final Devices devices;

    TenantDevicesController(Devices devices) {
        this.devices = devices;
    }

    record TenantDeviceView(DeviceView device, String extensionNumber, String extensionName) {
        static TenantDeviceView of(Devices.OfExtension row) {
            return new TenantDeviceView(
                    DeviceView.of(row.device()),
                    row.extension().number(),
                    row.extension().displayName());
        }
    }

    @GetMapping
    @Requires(Permission.DEVICES_READ)
    @Operation(summary = "List the devices of all extensions, oldest first; narrowed by keying and digest floor")
    Page<TenantDeviceView> listTenantDevices(
            @RequestParam(required = false)
                    @Schema(allowableValues = {"sdes", "dtls", "either", "zrtp", "clear"})
                    @Nullable
                    String keying,
            @RequestParam(required = false) @Schema(allowableValues = {"md5", "sha-256"}) @Nullable String digestFloor,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return devices.all(
                        read("keying", keying, MediaKeying::parse),
                        read("digestFloor", digestFloor, DigestFloor::parse),
                        Cursor.parse(cursor, limit))
                .map(TenantDeviceView::of);
    }

    private static <T> Optional<T> read(String name, @Nullable String value, Function<String, T> parse) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(value));
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalid(name, "unknown", "There is no such value.");
        }
    }
}
