package org.ringfort.app.certificates.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.certificates.DeviceCertificate;
import org.ringfort.app.certificates.DeviceCertificates;
import org.ringfort.app.certificates.DeviceCertificates.Issued;
import org.ringfort.app.certificates.Obtained;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.Idempotency;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/extensions/{extensionId}/devices/{deviceId}/certificates")
@Tag(name = "device certificates")
class DeviceCertificatesController {
    private final DeviceCertificates certificates;
    private final Idempotency idempotency;

    DeviceCertificatesController(DeviceCertificates certificates, Idempotency idempotency) {
        this.certificates = certificates;
        this.idempotency = idempotency;
    }

    record DeviceCertificateView(
            UUID id,
            UUID deviceId,
            String serial,
            String sha256,
            String uri,
            String keyKind,
            Instant notBefore,
            Instant notAfter,
            Instant issuedAt,
            Obtained obtained,
            @Nullable Instant revokedAt,
            String pem) {
        static DeviceCertificateView of(Issued issued) {
            DeviceCertificate it = issued.certificate();
            return new DeviceCertificateView(
                    it.id(),
                    it.device().value(),
                    it.serial(),
                    it.sha256(),
                    it.uri(),
                    it.keyKind(),
                    it.notBefore(),
                    it.notAfter(),
                    it.issuedAt(),
                    it.obtained(),
                    it.revokedAt().orElse(null),
                    issued.pem());
        }
    }

    /**
     * What is asked for.
     *
     * @param request PKCS #10, in PEM; its key alone is used
     * @param notAfter where it is to end earlier than the installation's certificates do
     */
    record CertificateRequestInput(
            @NotBlank @Size(max = 16_384) String request,
            @Nullable Instant notAfter) {}

    @GetMapping
    @Requires(Permission.DEVICES_READ)
    @Operation(summary = "List the certificates of a device, newest first")
    Page<DeviceCertificateView> listDeviceCertificates(@PathVariable UUID extensionId, @PathVariable UUID deviceId) {
        return new Page<>(
                certificates.list(new ExtensionId(extensionId), new DeviceId(deviceId)).stream()
                        .map(DeviceCertificateView::of)
                        .toList(),
                null);
    }

    @PostMapping
    @Requires(Permission.DEVICES_WRITE)
    @Operation(summary = "Enrol a device: its certificate request (PKCS #10) is answered with a certificate")
    ResponseEntity<DeviceCertificateView> enrolDevice(
            @PathVariable UUID extensionId,
            @PathVariable UUID deviceId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody CertificateRequestInput input) {
        var extension = new ExtensionId(extensionId);
        var device = new DeviceId(deviceId);
        record Asked(UUID device, CertificateRequestInput input) {}
        Idempotency.Outcome outcome = idempotency.once(
                key,
                new Asked(deviceId, input),
                () -> certificates
                        .enrol(extension, device, input.request(), Optional.ofNullable(input.notAfter()))
                        .certificate()
                        .id());
        DeviceCertificateView view = certificates.list(extension, device).stream()
                .filter(issued -> issued.certificate().id().equals(outcome.created()))
                .map(DeviceCertificateView::of)
                .findFirst()
                .orElseThrow(Problem::notFound);
        return Answers.created(
                "/api/v1/extensions/" + extensionId + "/devices/" + deviceId + "/certificates/" + view.id(),
                0,
                outcome.repeated(),
                view);
    }

    @DeleteMapping("/{certificateId}")
    @Requires(Permission.DEVICES_WRITE)
    @Operation(summary = "Revoke a certificate of a device, at once; it stays in the list")
    ResponseEntity<Void> revokeDeviceCertificate(
            @PathVariable UUID extensionId, @PathVariable UUID deviceId, @PathVariable UUID certificateId) {
        certificates.revoke(new ExtensionId(extensionId), new DeviceId(deviceId), certificateId);
        return Answers.done();
    }
}
