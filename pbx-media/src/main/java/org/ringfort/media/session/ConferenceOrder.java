package org.ringfort.media.session;

import java.util.Optional;
import org.ringfort.media.recorder.RecordingOrder;

/**
 * Who comes into which conference, and what is usual there.
 *
 * @param conferenceId the same for all who belong together, and for nobody else; the app's own
 * @param muted comes in muted
 * @param waitsForModerator whether nobody hears anybody while no moderator is there; what came last counts
 * @param tones whether a tone tells that somebody came or left; what came last counts
 * @param most whoever comes when so many are there is turned away
 * @param listens hears the others and is never heard: nobody unmutes it, its keys mean nothing, and nothing is spoken to it
 * @param recording records what all say; the first that comes while nothing is recorded counts
 */
public record ConferenceOrder(
        String conferenceId,
        boolean moderator,
        boolean muted,
        boolean waitsForModerator,
        boolean tones,
        int most,
        boolean listens,
        Optional<RecordingOrder> recording) {
    private static final int LONGEST_ID = 100;
    private static final int FEWEST = 2;
    /** Whoever they are. */
    static final int MOST = 200;

    public ConferenceOrder {
        wrong(conferenceId, most).ifPresent(what -> {
            throw new IllegalArgumentException(what);
        });
    }

    /** What is wrong with an order, if anything. */
    public static Optional<String> wrong(String conferenceId, int most) {
        if (conferenceId.isEmpty() || conferenceId.length() > LONGEST_ID) {
            return Optional.of("a conference's name is of impossible length");
        }
        return most < FEWEST || most > MOST ? Optional.of("a conference of an impossible size") : Optional.empty();
    }
}
