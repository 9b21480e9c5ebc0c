package org.ringfort.app.conferences.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.conferences.Room;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.app.conferences.Rooms;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.app.platform.access.Requires;
import org.ringfort.app.platform.rest.Answers;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.EntityTag;
import org.ringfort.app.platform.rest.Idempotency;
import org.ringfort.app.platform.rest.Page;
import org.ringfort.app.platform.rest.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/conference-rooms")
@Tag(name = "conference rooms")
class RoomsController {
    private final Rooms rooms;
    private final Idempotency idempotency;

    RoomsController(Rooms rooms, Idempotency idempotency) {
        this.rooms = rooms;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.ROOMS_READ)
    @Operation(summary = "List conference rooms; oldest first")
    Page<RoomView> listRooms(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return rooms.list(Cursor.parse(cursor, limit)).map(RoomView::of);
    }

    @PostMapping
    @Requires(Permission.ROOMS_WRITE)
    @Operation(summary = "Add a conference room")
    ResponseEntity<RoomView> createRoom(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody RoomInput input) {
        Idempotency.Outcome outcome = idempotency.once(
                key, input, () -> rooms.create(input.draft()).id().value());
        Room room = find(outcome.created());
        return Answers.created(
                "/api/v1/conference-rooms/" + room.id(), room.version(), outcome.repeated(), RoomView.of(room));
    }

    @GetMapping("/{id}")
    @Requires(Permission.ROOMS_READ)
    @Operation(summary = "Read a conference room")
    ResponseEntity<RoomView> readRoom(@PathVariable UUID id) {
        Room room = find(id);
        return Answers.of(room.version(), RoomView.of(room));
    }

    @PutMapping("/{id}")
    @Requires(Permission.ROOMS_WRITE)
    @Operation(summary = "Change a conference room; those who are in it stay")
    ResponseEntity<RoomView> changeRoom(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody RoomInput input) {
        Room room = rooms.change(new RoomId(id), EntityTag.required(ifMatch), input.draft());
        return Answers.of(room.version(), RoomView.of(room));
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.ROOMS_WRITE)
    @Operation(summary = "Delete a conference room; those who are in it stay until they hang up")
    ResponseEntity<Void> deleteRoom(@PathVariable UUID id) {
        rooms.delete(new RoomId(id));
        return Answers.done();
    }

    private Room find(UUID id) {
        return rooms.find(new RoomId(id)).orElseThrow(Problem::notFound);
    }
}
