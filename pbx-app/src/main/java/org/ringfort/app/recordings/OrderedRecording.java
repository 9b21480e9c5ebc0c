package org.ringfort.app.recordings;

import org.ringfort.app.applications.Recording;

/**
 * The recording of a call as policies want it.
 *
 * @param onDemand begins when somebody who may pauses it no more
 * @param callerPauses whether the caller's phone may pause it, or begin it
 * @param calleePauses whether the phone that answers may
 */
public record OrderedRecording(Recording order, boolean onDemand, boolean callerPauses, boolean calleePauses) {}
