package org.ringfort.app.extensions.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ringfort.app.platform.access.Admits;
import org.ringfort.app.platform.rest.Problem;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "devices")
class PhoneAuthorityController {
    private final PhoneDoor door;

    PhoneAuthorityController(PhoneDoor door) {
        this.door = door;
    }

    @GetMapping(path = PhoneSetup.CA_PATH, produces = "application/x-pem-file")
    @Admits(
            value = Admits.Stage.ANYONE,
            why = "a certificate is public, and phones fetch it before they have credentials")
    @Operation(summary = "Read the certificate of the authority that phones must trust")
    ResponseEntity<String> readPhoneAuthority() throws IOException {
        Path ca = door.ca();
        if (ca == null) {
            throw Problem.notFound();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/x-pem-file"))
                .body(Files.readString(ca));
    }
}
