package org.ringfort.media.session;

import java.util.List;
import java.util.UUID;
import org.ringfort.media.recorder.Recording;
import org.ringfort.media.rtcp.Score;

/** What happens on a session, for its edge. */
public sealed interface SessionEvent {
    /** A key press ended. */
    record Digit(String sessionId, String legId, char key, int durationMillis) implements SessionEvent {}

    /** A play is over; {@code cut}: before its end. */
    record PlayDone(String sessionId, String legId, int playId, boolean cut) implements SessionEvent {}

    /** A recording is finished and waits to be fetched. */
    record Recorded(Recording recording) implements SessionEvent {}

    /** The recording of a call that is copied rests, or runs. */
    record RecordingRests(String sessionId, UUID recording, boolean rests) implements SessionEvent {}

    /** A leg that is still up is no longer in its conference. */
    record ConferenceLeft(String sessionId, String legId, ConferenceEnd why) implements SessionEvent {}

    /** The call that a leg supervised is over, or no longer that of the two. */
    record SupervisionEnded(String sessionId, String legId) implements SessionEvent {}

    /** Somebody on hold is to hear a tune that is not here. */
    record TuneWanted(String tune) implements SessionEvent {}

    /** Legs that are heard otherwise than was told before. */
    record LegsScored(List<ScoredLeg> legs) implements SessionEvent {
        /** Copies them. */
        public LegsScored {
            legs = List.copyOf(legs);
        }
    }

    /**
     * A conference as it is.
     *
     * @param present those whose legs are the edge's; none: nobody is any more
     */
    record ConferenceSeen(String conferenceId, List<Present> present, boolean waits, boolean locked)
            implements SessionEvent {
        /** Copies them. */
        public ConferenceSeen {
            present = List.copyOf(present);
        }
    }

    /** Somebody in a conference. */
    record Present(
            String sessionId,
            String legId,
            long sinceMillis,
            boolean moderator,
            boolean muted,
            boolean listens,
            boolean speaks) {}

    /** How a leg is heard. */
    record ScoredLeg(String sessionId, String legId, Score score) {}

    /** Nothing that authenticates came for so long. */
    record Quiet(String sessionId, String legId, int seconds) implements SessionEvent {}
}
