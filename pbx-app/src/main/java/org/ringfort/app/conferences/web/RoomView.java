package org.ringfort.app.conferences.web;

import java.time.Instant;
import java.util.UUID;
import org.ringfort.app.conferences.Room;

record RoomView(
        UUID id,
        String number,
        String name,
        boolean hasPin,
        boolean hasModeratorPin,
        boolean muteOnEntry,
        boolean waitsForModerator,
        boolean tones,
        int most,
        Instant createdAt,
        long version) {
    static RoomView of(Room room) {
        return new RoomView(
                room.id().value(),
                room.number(),
                room.name(),
                room.hasPin(),
                room.hasModeratorPin(),
                room.muteOnEntry(),
                room.waitsForModerator(),
                room.tones(),
                room.most(),
                room.createdAt(),
                room.version());
    }
}
