package org.ringfort.edge.controlplane;

import org.ringfort.contract.control.v1.HangUp;
import org.ringfort.contract.control.v1.LeadConference;
import org.ringfort.contract.control.v1.PauseRecording;
import org.ringfort.contract.control.v1.Verb;

/** What the app orders of single calls. Called on the stream's threads: implementations hand over and return. */
public interface CallOrders {
    /** The next thing an application does to its call. */
    void verb(Verb verb);

    /** An administrator ends a call. */
    void hangUp(HangUp order);

    /** An administrator pauses a call's recording, or lets it go on. */
    void pauseRecording(PauseRecording order);

    /** An administrator leads the conference that a leg of a call is in. */
    void lead(LeadConference order);
}
