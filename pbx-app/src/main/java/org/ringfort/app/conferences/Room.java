package org.ringfort.app.conferences;

import java.time.Instant;
import org.ringfort.kernel.id.TenantId;

/**
 * A conference room.
 *
 * @param number that is dialled, of 2 to 8 digits; no extension of the tenant has it
 * @param hasPin whether participants have to type a PIN
 * @param hasModeratorPin whether there is one by which somebody comes in as moderator
 * @param muteOnEntry whether participants come in muted; they unmute themselves by {@code *6}
 * @param waitsForModerator whether nobody hears anybody while no moderator is there
 * @param tones whether a tone tells that somebody came or left
 * @param most how many fit in
 * @param version for the entity tag
 */
public record Room(
        RoomId id,
        TenantId tenant,
        String number,
        String name,
        boolean hasPin,
        boolean hasModeratorPin,
        boolean muteOnEntry,
        boolean waitsForModerator,
        boolean tones,
        int most,
        long version,
        Instant createdAt) {
    /** What media knows it by. */
    String conferenceId() {
        return tenant + "/" + id;
    }
}
