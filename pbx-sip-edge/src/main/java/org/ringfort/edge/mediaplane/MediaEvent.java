package org.ringfort.edge.mediaplane;

import org.ringfort.contract.media.v1.RecordingReady;
import org.ringfort.contract.sound.v1.ConferenceEnd;

/** What happens to the media of one call. */
public sealed interface MediaEvent {
    /** A digit was pressed on a leg (RFC 4733). */
    record Digit(String legId, char digit) implements MediaEvent {}

    /** A play is over. */
    record PlayDone(String legId, int playId, boolean cut) implements MediaEvent {}

    /** A recording of this session is finished and kept by media. */
    record Recorded(String legId, RecordingReady ready) implements MediaEvent {}

    /** The recording of this session's call, which goes to a recording server, rests, or runs. */
    record RecordingRests(String recordingId, boolean rests) implements MediaEvent {}

    /** A leg that is still up is no longer in its conference. */
    record ConferenceLeft(String legId, ConferenceEnd why) implements MediaEvent {}

    /** The call that a leg supervised is over, or no longer that of the two. */
    record SupervisionEnded(String legId) implements MediaEvent {}

    /** Nothing that authenticates has come from a leg for so long. */
    record Quiet(String legId, int seconds) implements MediaEvent {}

    /** Media has forgotten the session: it restarted, or was away for too long. */
    record Lost() implements MediaEvent {}
}
