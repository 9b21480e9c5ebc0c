package org.ringfort.app.turn.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.turn.TurnCredentials;
import org.ringfort.app.turn.TurnServers;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/devices/{id}/turn-credentials")
@Tag(name = "devices")
class TurnController {
    private final TurnServers servers;

    TurnController(TurnServers servers) {
        this.servers = servers;
    }

    /** As {@code RTCIceServer} wants it, and until when it is good. */
    record TurnCredentialsView(List<String> urls, String username, String credential, Instant until) {
        static TurnCredentialsView of(TurnCredentials credentials) {
            return new TurnCredentialsView(
                    credentials.urls(),
                    credentials.username(),
                    credentials.password().revealText(),
                    credentials.until());
        }
    }

    @PostMapping
    @Requires(Permission.DEVICES_WRITE)
    @Operation(summary = "Let a device use the TURN servers of this installation for a while")
    TurnCredentialsView issueTurnCredentials(@PathVariable UUID id) {
        return TurnCredentialsView.of(servers.issue(new DeviceId(id)));
    }
}
