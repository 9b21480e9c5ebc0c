package org.ringfort.app.recordings.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.recordings.RoomRecordingMode;
import org.ringfort.app.recordings.RoomRecordings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/conference-rooms/{id}/recording")
@Tag(name = "recordings")
class RoomRecordingController {
    private final RoomRecordings rooms;

    RoomRecordingController(RoomRecordings rooms) {
        this.rooms = rooms;
    }

    record RoomRecordingView(RoomRecordingMode mode) {}

    record RoomRecordingInput(@NotNull RoomRecordingMode mode) {}

    @GetMapping
    @Requires(Permission.RECORDINGS_READ)
    @Operation(summary = "Read whether a conference room is recorded")
    RoomRecordingView readRoomRecording(@PathVariable UUID id) {
        return new RoomRecordingView(rooms.of(new RoomId(id)));
    }

    @PutMapping
    @Requires(Permission.RECORDINGS_WRITE)
    @Operation(summary = "Say whether a conference room is recorded: from the next who comes in on, until it is empty")
    RoomRecordingView changeRoomRecording(@PathVariable UUID id, @Valid @RequestBody RoomRecordingInput input) {
        return new RoomRecordingView(rooms.change(new RoomId(id), input.mode()));
    }
}
