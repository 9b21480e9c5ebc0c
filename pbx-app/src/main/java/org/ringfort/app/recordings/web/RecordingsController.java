package org.ringfort.app.recordings.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.recordings.CallRecording;
import org.ringfort.app.recordings.CallRecordings;
import org.ringfort.app.voicemail.Wave;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/recordings")
@Tag(name = "recordings")
class RecordingsController {
    private final CallRecordings recordings;

    RecordingsController(CallRecordings recordings) {
        this.recordings = recordings;
    }

    /**
     * @param room name of the conference room; absent where it is a call
     * @param pausedMs how much of it is silence because it was paused
     * @param end hangup, limit, stopped, silence, digit, interrupted (media died) or failed (its disk refused); absent where it is old
     * @param seal SHA-256 over its segments; the same stands in the audit trail
     */
    record RecordingView(
            UUID id,
            String callId,
            String caller,
            String dialled,
            @Nullable String room,
            Instant startedAt,
            long lengthMs,
            long pausedMs,
            @Nullable String end,
            String seal) {
        static RecordingView of(CallRecording recording) {
            return new RecordingView(
                    recording.id(),
                    recording.callId(),
                    recording.caller(),
                    recording.dialled(),
                    recording.room().orElse(null),
                    recording.startedAt(),
                    recording.length().toMillis(),
                    recording.paused().toMillis(),
                    recording
                            .end()
                            .map(end -> end.name().toLowerCase(Locale.ROOT))
                            .orElse(null),
                    recording.seal());
        }
    }

    /**
     * @param seal as it was written down when the recording arrived
     * @param found as it is now
     */
    record RecordingCheckView(boolean intact, String seal, String found) {}

    @GetMapping
    @Requires(Permission.RECORDINGS_READ)
    @Operation(summary = "List recordings of calls and conferences, newest first; of one call where it is named")
    Page<RecordingView> listRecordings(
            @RequestParam(required = false) @Nullable String callId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return recordings
                .list(Optional.ofNullable(callId), Cursor.parse(cursor, limit))
                .map(RecordingView::of);
    }

    @GetMapping("/{id}")
    @Requires(Permission.RECORDINGS_READ)
    @Operation(summary = "Read what is known of a recording")
    RecordingView readRecording(@PathVariable UUID id) {
        return recordings.find(id).map(RecordingView::of).orElseThrow(Problem::notFound);
    }

    @GetMapping("/{id}/verification")
    @Requires(Permission.RECORDINGS_READ)
    @Operation(summary = "Check that a recording is as it arrived")
    RecordingCheckView checkRecording(@PathVariable UUID id) {
        CallRecordings.Check check = recordings.check(id);
        return new RecordingCheckView(check.intact(), check.seal(), check.found());
    }

    @GetMapping("/{id}/audio")
    @Requires(Permission.RECORDINGS_LISTEN)
    @Operation(
            summary = "Hear a recording: WAV, all who spoke together; that it was heard stands in the audit trail",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = "audio/wav",
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<Resource> hearRecording(@PathVariable UUID id) {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("audio/wav"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"recording-" + id + ".wav\"")
                .body(new ByteArrayResource(Wave.of(recordings.hear(id))));
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.RECORDINGS_WRITE)
    @Operation(summary = "Delete a recording; its sound and its key are gone at once")
    ResponseEntity<Void> deleteRecording(@PathVariable UUID id) {
        recordings.delete(id);
        return Answers.done();
    }
}
