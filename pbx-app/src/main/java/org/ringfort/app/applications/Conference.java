package org.ringfort.app.applications;

import java.util.Optional;

/**
 * An order to put the caller into a conference.
 *
 * @param id the same for all who belong together, and for nobody else of any tenant; at most 100 characters
 * @param moderator may mute others, lock and end it
 * @param muted comes in muted
 * @param waitsForModerator whether nobody hears anybody while no moderator is there
 * @param tones whether a tone tells that somebody came or left
 * @param most whoever comes when so many are there is turned away; 2 to 200
 * @param recording records what all say, unless it is recorded already; ends when the last has left
 */
public record Conference(
        String id,
        boolean moderator,
        boolean muted,
        boolean waitsForModerator,
        boolean tones,
        int most,
        Optional<Recording> recording) {
    /** Why the caller is not, or no longer, in it. */
    public enum End {
        /** As many are there as may be. */
        FULL,
        /** A moderator has locked it. */
        LOCKED,
        /** A moderator has ended it. */
        ENDED
    }
}
