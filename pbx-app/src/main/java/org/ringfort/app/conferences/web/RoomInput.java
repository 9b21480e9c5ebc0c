package org.ringfort.app.conferences.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.conferences.RoomDraft;
import org.ringfort.kernel.secret.Secret;

/**
 * What may be said of a room.
 *
 * @param pin not given: it stays as it is
 * @param removePin nobody types one any more; {@code pin} is not looked at
 */
record RoomInput(
        @NotNull @Size(max = 8) String number,
        @NotNull @Size(max = 80) String name,
        @Nullable Secret pin,
        @Nullable Boolean removePin,
        @Nullable Secret moderatorPin,
        @Nullable Boolean removeModeratorPin,
        boolean muteOnEntry,
        boolean waitsForModerator,
        boolean tones,
        @NotNull Integer most) {
    RoomDraft draft() {
        return new RoomDraft(
                number,
                name.strip(),
                draft(pin, removePin),
                draft(moderatorPin, removeModeratorPin),
                muteOnEntry,
                waitsForModerator,
                tones,
                most);
    }

    private static Optional<Secret> draft(@Nullable Secret given, @Nullable Boolean remove) {
        return Boolean.TRUE.equals(remove) ? Optional.of(Secret.ofText("")) : Optional.ofNullable(given);
    }
}
