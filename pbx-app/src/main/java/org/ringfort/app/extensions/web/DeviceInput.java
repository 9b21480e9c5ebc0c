package org.ringfort.app.extensions.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.extensions.DeviceDraft;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Digits;
import org.ringfort.app.extensions.MediaException;
import org.ringfort.app.extensions.MediaKeying;

/**
 * What may be said of a device.
 *
 * @param certificateRequired null leaves it as it is; a new device needs none
 * @param digits null leaves it as it is; a new device sends events
 */
record DeviceInput(
        @NotNull @Size(min = 1, max = 80) String name,
        @NotNull DigestFloor digestFloor,
        @NotNull MediaKeying keying,
        @Nullable @Valid ExceptionInput exception,
        boolean mayCall,
        boolean enabled,
        @Nullable Boolean certificateRequired,
        @Nullable Digits digits) {

    record ExceptionInput(
            @NotNull @Size(min = 5, max = 200) String reason,
            @NotNull Instant until) {}

    DeviceDraft draft() {
        return new DeviceDraft(
                name,
                digestFloor,
                keying,
                Optional.ofNullable(exception).map(given -> new MediaException(given.reason(), given.until())),
                mayCall,
                enabled,
                Optional.ofNullable(certificateRequired),
                Optional.ofNullable(digits));
    }
}
