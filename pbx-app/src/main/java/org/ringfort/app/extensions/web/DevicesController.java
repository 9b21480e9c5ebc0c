package org.ringfort.app.extensions.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.extensions.Device;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.Devices;
import org.ringfort.app.extensions.Extension;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
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
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/extensions/{extensionId}/devices")
@Tag(name = "devices")
class DevicesController {
    private final Extensions extensions;
    private final Devices devices;
    private final PhoneSetup setup;
    private final Idempotency idempotency;

    DevicesController(Extensions extensions, Devices devices, PhoneSetup setup, Idempotency idempotency) {
        this.extensions = extensions;
        this.devices = devices;
        this.setup = setup;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.DEVICES_READ)
    @Operation(summary = "List the devices of an extension")
    Page<DeviceView> listDevices(@PathVariable UUID extensionId) {
        return new Page<>(
                devices.list(new ExtensionId(extensionId)).stream()
                        .map(DeviceView::of)
                        .toList(),
                null);
    }

    @PostMapping
    @Requires(Permission.DEVICES_WRITE)
    @Operation(summary = "Create a device; the answer is the only one with its password")
    ResponseEntity<DeviceCreated> createDevice(
            @PathVariable UUID extensionId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody DeviceInput input) {
        Extension extension = extension(extensionId);
        AtomicReference<Devices.@Nullable WithCredentials> fresh = new AtomicReference<>();
        record Asked(UUID extension, DeviceInput input) {}
        Idempotency.Outcome outcome = idempotency.once(key, new Asked(extensionId, input), () -> {
            Devices.WithCredentials created = devices.create(extension.id(), input.draft());
            fresh.set(created);
            return created.device().id().value();
        });
        Devices.WithCredentials created = fresh.get();
        Device device = created == null ? device(extensionId, outcome.created()) : created.device();
        return Answers.created(
                "/api/v1/extensions/" + extensionId + "/devices/" + device.id(),
                device.version(),
                outcome.repeated(),
                created == null
                        ? new DeviceCreated(DeviceView.of(device), null, null)
                        : setup.describe(extension, device, created.credentials()));
    }

    @GetMapping("/{deviceId}")
    @Requires(Permission.DEVICES_READ)
    @Operation(summary = "Read a device")
    ResponseEntity<DeviceView> readDevice(@PathVariable UUID extensionId, @PathVariable UUID deviceId) {
        Device device = device(extensionId, deviceId);
        return Answers.of(device.version(), DeviceView.of(device));
    }

    @PutMapping("/{deviceId}")
    @Requires(Permission.DEVICES_WRITE)
    @Operation(summary = "Change a device; its credentials stay")
    ResponseEntity<DeviceView> changeDevice(
            @PathVariable UUID extensionId,
            @PathVariable UUID deviceId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody DeviceInput input) {
        Device device = devices.change(
                new ExtensionId(extensionId), new DeviceId(deviceId), EntityTag.required(ifMatch), input.draft());
        return Answers.of(device.version(), DeviceView.of(device));
    }

    @DeleteMapping("/{deviceId}")
    @Requires(Permission.DEVICES_WRITE)
    @Operation(summary = "Delete a device")
    ResponseEntity<Void> deleteDevice(@PathVariable UUID extensionId, @PathVariable UUID deviceId) {
        devices.delete(new ExtensionId(extensionId), new DeviceId(deviceId));
        return Answers.done();
    }

    @PostMapping("/{deviceId}/credentials")
    @Requires(Permission.DEVICES_WRITE)
    @Operation(summary = "Renew a device's password, and see it once")
    ResponseEntity<DeviceCreated> renewDeviceCredentials(@PathVariable UUID extensionId, @PathVariable UUID deviceId) {
        Extension extension = extension(extensionId);
        Devices.WithCredentials renewed = devices.renew(extension.id(), new DeviceId(deviceId));
        return Answers.once(setup.describe(extension, renewed.device(), renewed.credentials()));
    }

    private Extension extension(UUID id) {
        return extensions.find(new ExtensionId(id)).orElseThrow(Problem::notFound);
    }

    private Device device(UUID extensionId, UUID id) {
        return devices.find(new ExtensionId(extensionId), new DeviceId(id)).orElseThrow(Problem::notFound);
    }
}
