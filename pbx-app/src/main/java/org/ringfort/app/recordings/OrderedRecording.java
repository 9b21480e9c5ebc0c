package org.ringfort.app.recordings;

import java.util.Optional;
import java.util.Set;
import org.ringfort.app.applications.Recording;

/**
 * The recording of a call as policies want it.
 *
 * @param onDemand begins when somebody who may pauses it no more
 * @param callerPauses whether the caller's phone may pause it, or begin it
 * @param calleesPause numbers of the extensions whose phones may, where they answer
 * @param server where it goes as well, or alone
 */
public record OrderedRecording(
        Recording order,
        boolean onDemand,
        boolean callerPauses,
        Set<String> calleesPause,
        Optional<RecordingServer> server) {
    public OrderedRecording {
        calleesPause = Set.copyOf(calleesPause);
    }
}
