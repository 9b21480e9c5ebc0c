package org.ringfort.app.recordings.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.recordings.RecordingMode;
import org.ringfort.app.recordings.RecordingPolicies;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/extensions/{id}/recording")
@Tag(name = "recordings")
class ExtensionRecordingController {
    private final RecordingPolicies policies;

    ExtensionRecordingController(RecordingPolicies policies) {
        this.policies = policies;
    }

    record ExtensionRecordingView(RecordingMode mode) {}

    record ExtensionRecordingInput(@NotNull RecordingMode mode) {}

    @GetMapping
    @Requires(Permission.RECORDINGS_READ)
    @Operation(summary = "Read whether an extension's calls are recorded")
    ExtensionRecordingView readExtensionRecording(@PathVariable UUID id) {
        return new ExtensionRecordingView(policies.of(new ExtensionId(id)));
    }

    @PutMapping
    @Requires(Permission.RECORDINGS_WRITE)
    @Operation(
            summary = "Say whether an extension's calls are recorded: those that begin half a minute later, or sooner")
    ExtensionRecordingView changeExtensionRecording(
            @PathVariable UUID id, @Valid @RequestBody ExtensionRecordingInput input) {
        return new ExtensionRecordingView(policies.change(new ExtensionId(id), input.mode()));
    }
}
