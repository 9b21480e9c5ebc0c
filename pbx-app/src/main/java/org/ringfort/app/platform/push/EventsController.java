package org.ringfort.app.platform.push;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ringfort.app.platform.access.Actors;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.access.Standing;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The stream of events. Its thread is virtual and stays with the request, so the whole of it reads from top to bottom. */
@RestController
@RequestMapping("/api/v1/events")
@Tag(name = "events")
class EventsController {
    /** How long a stream goes on at most after its session or key has ended, and how often a silent one shows that it is there. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    /** Then the browser comes back by itself, and is asked again who it is. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final PushHub hub;
    private final JsonMapper json;
    private final Clock clock;

    EventsController(PushHub hub, JsonMapper json, Clock clock) {
        this.hub = hub;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Requires({
        Permission.CALLS_READ,
        Permission.REGISTRATIONS_READ,
        Permission.MAILBOXES_READ,
        Permission.CALL_RECORDS_READ,
        Permission.AUDIT_READ,
        Permission.OWN_MESSAGES
    })
    @Operation(
            summary = "Follow what happens: server-sent events call, registration, mailbox, record and audit, "
                    + "each with the row that REST would answer, conference (a room in which something has changed), and scores: a list of legs of live calls (callId, legId, "
                    + "score) that are heard otherwise than before")
    void followEvents(HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        try (PushHub.Listener listener = hub.listen(TenantScope.current(), Actors.current())) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            follow(listener, Standing.of(request), response.getOutputStream());
        }
    }

    private void follow(PushHub.Listener listener, Standing standing, OutputStream out)
            throws IOException, InterruptedException {
        Instant end = clock.instant().plus(LONGEST);
        Instant heartbeat = clock.instant().plus(HEARTBEAT);
        write(out, "retry: 3000\n: welcome\n\n");
        while (listener.open() && clock.instant().isBefore(end)) {
            Optional<Push> next = listener.next(1); // so that a closing process is not held up
            if (!clock.instant().isBefore(heartbeat)) {
                if (!standing.holds()) {
                    return; // signed out, revoked, or given another role meanwhile
                }
                write(out, ": still here\n\n");
                heartbeat = clock.instant().plus(HEARTBEAT);
            }
            if (next.isPresent()) {
                write(
                        out,
                        "event: " + next.get().name() + "\ndata: "
                                + json.writeValueAsString(next.get().row()) + "\n\n");
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
