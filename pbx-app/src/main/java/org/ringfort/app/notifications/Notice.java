package org.ringfort.app.notifications;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.emergency.GeoPoint;

/**
 * What is told: to a webhook as JSON with these names, to people in words.
 *
 * @param id the same however often and by whatever way it comes
 * @param event {@code emergency.called}, {@code emergency.reached}, {@code emergency.unreached} or {@code test}
 * @param at when it happened
 * @param call identity of the call's record; empty: there is no call
 * @param extension number of who calls
 * @param trunk its name; empty: not said here
 * @param locationSent whether the carrier was sent where the device is, which says nothing of whether it took it; null: not said here
 * @param reached null: not known yet
 * @param why in words
 */
public record Notice(
        UUID id,
        String event,
        Instant at,
        UUID tenant,
        String call,
        String extension,
        String extensionName,
        String device,
        String number,
        String trunk,
        @Nullable Place location,
        @Nullable Boolean locationSent,
        @Nullable Boolean reached,
        String why) {

    /** Where the device is, as administrators wrote it down. */
    public record Place(
            String name,
            Map<String, String> address,
            @Nullable GeoPoint point) {
        public Place {
            address = Map.copyOf(address);
        }
    }
}
