package org.ringfort.app.certificates.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.ringfort.app.certificates.DeviceAuthorities;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "device certificates")
class DeviceAuthorityController {
    private static final String PEM = "application/x-pem-file";

    private final DeviceAuthorities authorities;

    DeviceAuthorityController(DeviceAuthorities authorities) {
        this.authorities = authorities;
    }

    @GetMapping(path = "/api/v1/device-authority.pem", produces = PEM)
    @Requires(Permission.DEVICES_READ)
    @Operation(
            summary =
                    "Read the certificate of the authority that enrols the tenant's devices; made when it is first asked for")
    ResponseEntity<String> readDeviceAuthority() {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(PEM)).body(authorities.certificate());
    }
}
