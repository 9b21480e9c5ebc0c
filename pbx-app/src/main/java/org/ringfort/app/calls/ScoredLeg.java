package org.ringfort.app.calls;

import java.util.Optional;
import org.ringfort.kernel.id.CallId;

/**
 * What an edge tells of one leg.
 *
 * @param score empty where the leg is not judged any more, or not yet: it is on hold, or says too little
 */
public record ScoredLeg(CallId call, String legId, Optional<LegScore> score) {}
