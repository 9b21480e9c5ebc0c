package org.ringfort.app.extensions.web;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.extensions.Device;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Digits;
import org.ringfort.app.extensions.MediaException;
import org.ringfort.app.extensions.MediaKeying;

record DeviceView(
        UUID id,
        UUID extensionId,
        String name,
        String authUsername,
        DigestFloor digestFloor,
        MediaKeying keying,
        @Nullable MediaException exception,
        boolean mayCall,
        boolean enabled,
        boolean certificateRequired,
        Digits digits,
        Instant credentialsAt,
        Instant createdAt,
        long version) {
    static DeviceView of(Device device) {
        return new DeviceView(
                device.id().value(),
                device.extension().value(),
                device.name(),
                device.authUsername(),
                device.digestFloor(),
                device.keying(),
                device.exception().orElse(null),
                device.mayCall(),
                device.enabled(),
                device.certificateRequired(),
                device.digits(),
                device.credentialsAt(),
                device.createdAt(),
                device.version());
    }
}
