package org.ringfort.app.calls.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.calls.CallsScored;

/**
 * A leg that is heard otherwise than before.
 *
 * @param callId of the live call
 * @param score null where it is not judged any more
 */
record ScoredLegView(UUID callId, String legId, @Nullable LegScoreView score) {
    static List<ScoredLegView> of(CallsScored news) {
        return news.legs().stream()
                .map(leg -> new ScoredLegView(
                        leg.call().value(),
                        leg.legId(),
                        leg.score().map(LegScoreView::of).orElse(null)))
                .toList();
    }
}
