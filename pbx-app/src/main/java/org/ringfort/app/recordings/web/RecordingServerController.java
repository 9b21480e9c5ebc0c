package org.ringfort.app.recordings.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.recordings.RecordingDestination;
import org.ringfort.app.recordings.RecordingServer;
import org.ringfort.app.recordings.RecordingServers;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/recording-server")
@Tag(name = "recordings")
class RecordingServerController {
    private final RecordingServers servers;

    RecordingServerController(RecordingServers servers) {
        this.servers = servers;
    }

    record RecordingServerView(
            RecordingDestination destination, String uri, String tlsName, String authorities, long version) {}

    record RecordingServerInput(
            @NotNull RecordingDestination destination,
            @NotNull @Size(max = 300) String uri,
            @NotNull @Size(max = 253) String tlsName,
            @NotNull @Size(max = 20_000) String authorities) {}

    @GetMapping
    @Requires(Permission.RECORDINGS_READ)
    @Operation(summary = "Read where recorded calls go: to the store here, to a recording server, or to both")
    ResponseEntity<RecordingServerView> readRecordingServer() {
        return view(servers.current());
    }

    @PutMapping
    @Requires(Permission.RECORDINGS_WRITE)
    @Operation(summary = "Say where recorded calls go: those that begin half a minute later, or sooner")
    ResponseEntity<RecordingServerView> changeRecordingServer(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody RecordingServerInput input) {
        return view(servers.change(
                EntityTag.required(ifMatch),
                new RecordingServer(
                        input.destination(),
                        input.uri().strip(),
                        input.tlsName().strip(),
                        input.authorities().strip())));
    }

    private static ResponseEntity<RecordingServerView> view(RecordingServers.Versioned it) {
        RecordingServer server = it.server();
        return Answers.of(
                it.version(),
                new RecordingServerView(
                        server.destination(), server.uri(), server.tlsName(), server.authorities(), it.version()));
    }
}
