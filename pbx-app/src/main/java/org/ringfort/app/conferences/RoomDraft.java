package org.ringfort.app.conferences;

import java.util.Optional;
import org.ringfort.kernel.secret.Secret;

/**
 * What can be said of a room by those who administer it; see {@link Room}.
 *
 * @param pin absent: as it is; empty text: none
 * @param moderatorPin absent: as it is; empty text: none
 */
public record RoomDraft(
        String number,
        String name,
        Optional<Secret> pin,
        Optional<Secret> moderatorPin,
        boolean muteOnEntry,
        boolean waitsForModerator,
        boolean tones,
        int most) {}
