package org.ringfort.app.calls.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.ringfort.app.calls.CallChanged;
import org.ringfort.app.calls.CallsScored;
import org.ringfort.app.calls.HangUps;
import org.ringfort.app.calls.LiveCall;
import org.ringfort.app.calls.LiveCalls;
import org.ringfort.app.calls.Traces;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.push.Push;
import org.ringfort.app.platform.push.PushHub;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.kernel.id.CallId;
import org.springframework.context.event.EventListener;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/calls")
@Tag(name = "calls")
class CallsController {
    private static final int MOST_SHOWN = 1_000;

    private final LiveCalls live;
    private final HangUps hangUps;
    private final Traces traces;
    private final PushHub hub;

    CallsController(LiveCalls live, HangUps hangUps, Traces traces, PushHub hub) {
        this.live = live;
        this.hangUps = hangUps;
        this.traces = traces;
        this.hub = hub;
    }

    @GetMapping
    @Requires(Permission.CALLS_READ)
    @Operation(
            summary =
                    "List the calls that are up, latest first, with how each leg was heard in the last few seconds; at most 1000")
    Page<LiveCallView> listCalls() {
        List<LiveCallView> calls = live.of(TenantScope.current()).stream()
                .limit(MOST_SHOWN)
                .map(this::view)
                .toList();
        return new Page<>(calls, null);
    }

    @GetMapping("/{callId}/trace")
    @Requires(Permission.TRACES_READ)
    @Operation(
            summary =
                    "Read the SIP messages of a call that is up or ended minutes ago, without credentials, keys and digits;"
                            + " 404 where no edge holds them any more")
    CallTraceView readCallTrace(@PathVariable UUID callId) {
        return CallTraceView.of(traces.read(new CallId(callId)));
    }

    @DeleteMapping("/{callId}")
    @Requires(Permission.CALLS_WRITE)
    @Operation(summary = "Hang a call up; it ends as soon as its edge was told")
    ResponseEntity<Void> hangUpCall(@PathVariable UUID callId) {
        hangUps.hangUp(new CallId(callId));
        return ResponseEntity.accepted().build();
    }

    /** @param paused false: it goes on, or begins where it is on demand */
    record CallRecordingInput(@NotNull Boolean paused) {}

    @PutMapping("/{callId}/recording")
    @Requires(Permission.RECORDINGS_WRITE)
    @Operation(
            summary =
                    "Pause the recording of a call that is up, or let it go on: silence stands for what is said meanwhile."
                            + " Of a call without one nothing becomes")
    ResponseEntity<Void> pauseCallRecording(@PathVariable UUID callId, @Valid @RequestBody CallRecordingInput input) {
        hangUps.pauseRecording(new CallId(callId), input.paused());
        return ResponseEntity.accepted().build();
    }

    @EventListener
    void push(CallChanged news) {
        hub.tell(Push.of(news.call().tenant(), "call", Permission.CALLS_READ, view(news.call())));
    }

    /** Of many calls in one event, and of none where nobody listens. */
    @EventListener
    void push(CallsScored news) {
        if (hub.anybodyOf(news.tenant())) {
            hub.tell(Push.of(news.tenant(), "scores", Permission.CALLS_READ, ScoredLegView.of(news)));
        }
    }

    private LiveCallView view(LiveCall call) {
        return LiveCallView.of(call, live.supervisor(call.id()), live.scores(call.id()));
    }
}
