package org.ringfort.app.calls.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.ringfort.app.calls.ConferenceAct;
import org.ringfort.app.calls.ConferenceLead;
import org.ringfort.app.calls.LiveCalls;
import org.ringfort.app.calls.LiveConference;
import org.ringfort.app.calls.LiveConferences;
import org.ringfort.app.conferences.RoomId;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is in conference rooms now, and what is done there; what there is to say and do of a live call, and by its permissions. */
@RestController
@RequestMapping("/api/v1/conferences")
@Tag(name = "conferences")
class ConferencesController {
    private final LiveConferences conferences;
    private final LiveCalls calls;
    private final ConferenceLead lead;
    private final PushHub hub;

    ConferencesController(LiveConferences conferences, LiveCalls calls, ConferenceLead lead, PushHub hub) {
        this.conferences = conferences;
        this.calls = calls;
        this.lead = lead;
        this.hub = hub;
    }

    @GetMapping
    @Requires(Permission.CALLS_READ)
    @Operation(
            summary = "List the conference rooms that people are in, with who is there, is muted, and speaks just now")
    Page<ConferenceView> listConferences() {
        List<ConferenceView> now = conferences.of(TenantScope.current()).stream()
                .map(this::view)
                .filter(conference -> !conference.participants().isEmpty())
                .toList();
        return new Page<>(now, null);
    }

    /** @param muted false: they are heard again */
    record MuteInput(@NotNull Boolean muted) {}

    /** @param locked false: everybody may come in again */
    record LockInput(@NotNull Boolean locked) {}

    @PutMapping("/{roomId}/participants/{callId}/mute")
    @Requires(Permission.CALLS_WRITE)
    @Operation(summary = "Mute somebody in a room, or unmute him; by *6 he unmutes himself")
    ResponseEntity<Void> muteParticipant(
            @PathVariable UUID roomId, @PathVariable UUID callId, @Valid @RequestBody MuteInput input) {
        lead.one(new RoomId(roomId), new CallId(callId), input.muted() ? ConferenceAct.MUTE : ConferenceAct.UNMUTE);
        return ResponseEntity.accepted().build();
    }

    @DeleteMapping("/{roomId}/participants/{callId}")
    @Requires(Permission.CALLS_WRITE)
    @Operation(summary = "Put somebody out of a room: his call ends")
    ResponseEntity<Void> putOutParticipant(@PathVariable UUID roomId, @PathVariable UUID callId) {
        lead.putOut(new RoomId(roomId), new CallId(callId));
        return ResponseEntity.accepted().build();
    }

    @PutMapping("/{roomId}/mute")
    @Requires(Permission.CALLS_WRITE)
    @Operation(summary = "Mute all in a room but its moderators, and who comes later; or unmute them")
    ResponseEntity<Void> muteConference(@PathVariable UUID roomId, @Valid @RequestBody MuteInput input) {
        lead.all(new RoomId(roomId), input.muted() ? ConferenceAct.MUTE_ALL : ConferenceAct.UNMUTE_ALL);
        return ResponseEntity.accepted().build();
    }

    @PutMapping("/{roomId}/lock")
    @Requires(Permission.CALLS_WRITE)
    @Operation(summary = "Lock a room that people are in: nobody but moderators comes in until it is unlocked or empty")
    ResponseEntity<Void> lockConference(@PathVariable UUID roomId, @Valid @RequestBody LockInput input) {
        lead.all(new RoomId(roomId), input.locked() ? ConferenceAct.LOCK : ConferenceAct.UNLOCK);
        return ResponseEntity.accepted().build();
    }

    @PostMapping("/{roomId}/begin")
    @Requires(Permission.CALLS_WRITE)
    @Operation(summary = "Let those who wait for a moderator talk without one, until the room is empty")
    ResponseEntity<Void> beginConference(@PathVariable UUID roomId) {
        lead.all(new RoomId(roomId), ConferenceAct.BEGIN);
        return ResponseEntity.accepted().build();
    }

    @DeleteMapping("/{roomId}")
    @Requires(Permission.CALLS_WRITE)
    @Operation(summary = "End a conference: all who are in the room are told so, and hung up")
    ResponseEntity<Void> endConference(@PathVariable UUID roomId) {
        lead.all(new RoomId(roomId), ConferenceAct.END);
        return ResponseEntity.accepted().build();
    }

    @EventListener
    void push(LiveConferences.ConferenceChanged news) {
        if (hub.anybodyOf(news.tenant())) {
            hub.tell(Push.of(
                    news.tenant(),
                    "conference",
                    Permission.CALLS_READ,
                    view(conferences.of(news.tenant(), news.room()))));
        }
    }

    private ConferenceView view(LiveConference conference) {
        return ConferenceView.of(conference, call -> calls.find(conference.tenant(), call));
    }
}
