package org.ringfort.app.provisioning.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.provisioning.EnrolmentPasswords;
import org.ringfort.app.provisioning.EnrolmentSettings;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/extensions/{extensionId}/devices/{deviceId}/enrolment-password")
@Tag(name = "device certificates")
class EnrolmentPasswordsController {
    private final EnrolmentPasswords passwords;
    private final EnrolmentSettings settings;
    private final Clock clock;

    EnrolmentPasswordsController(EnrolmentPasswords passwords, EnrolmentSettings settings, Clock clock) {
        this.passwords = passwords;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param expiresAt where it is to end at another time than the installation's do; within seven days
     */
    record EnrolmentPasswordInput(@Nullable Instant expiresAt) {}

    /**
     * What a phone is told, this once.
     *
     * @param url where it enrols; a path alone where the server is the console's
     * @param username for HTTP Basic
     * @param password for HTTP Basic; good for one certificate
     */
    record EnrolmentPasswordOrdered(String url, String username, String password, Instant expiresAt) {}

    /**
     * What is known of the one that a device has, or had last.
     *
     * @param good whether the device can enrol with it now; false also where there is none, and nothing else is known
     * @param wrong how many wrong ones were tried in its place; after the fifth it is good no more
     * @param usedAt when the device enrolled with it
     */
    record EnrolmentPasswordView(
            boolean good,
            @Nullable Instant createdAt,
            @Nullable Instant expiresAt,
            int wrong,
            @Nullable Instant usedAt) {}

    @PostMapping
    @Requires(Permission.DEVICES_WRITE)
    @Operation(summary = "Order an enrolment password, and see it once; the one before it is good no more")
    ResponseEntity<EnrolmentPasswordOrdered> orderEnrolmentPassword(
            @PathVariable UUID extensionId,
            @PathVariable UUID deviceId,
            @Valid @RequestBody EnrolmentPasswordInput input) {
        EnrolmentPasswords.Ordered ordered = passwords.order(
                new ExtensionId(extensionId), new DeviceId(deviceId), Optional.ofNullable(input.expiresAt()));
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new EnrolmentPasswordOrdered(
                        settings.url() + EstController.PATH + ordered.tenant(),
                        ordered.username(),
                        ordered.password().revealText(),
                        ordered.facts().expiresAt()));
    }

    @GetMapping
    @Requires(Permission.DEVICES_READ)
    @Operation(summary = "Read whether a device has an enrolment password, without the password")
    EnrolmentPasswordView readEnrolmentPassword(@PathVariable UUID extensionId, @PathVariable UUID deviceId) {
        return passwords
                .find(new ExtensionId(extensionId), new DeviceId(deviceId))
                .map(it -> new EnrolmentPasswordView(
                        it.isGoodAt(clock.instant()),
                        it.createdAt(),
                        it.expiresAt(),
                        it.wrong(),
                        it.usedAt().orElse(null)))
                .orElseGet(() -> new EnrolmentPasswordView(false, null, null, 0, null));
    }

    @DeleteMapping
    @Requires(Permission.DEVICES_WRITE)
    @Operation(summary = "Withdraw an enrolment password")
    ResponseEntity<Void> withdrawEnrolmentPassword(@PathVariable UUID extensionId, @PathVariable UUID deviceId) {
        passwords.withdraw(new ExtensionId(extensionId), new DeviceId(deviceId));
        return Answers.done();
    }
}
