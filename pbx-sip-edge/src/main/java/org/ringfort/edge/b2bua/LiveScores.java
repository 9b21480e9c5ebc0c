package org.ringfort.edge.b2bua;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.measure.v1.LegScore;
import org.ringfort.contract.measure.v1.LegsScored;
import org.ringfort.contract.measure.v1.ScoredLeg;

/**
 * How the legs of calls are heard now, as media tells: kept for an app that attaches anew, since media tells changes alone. Any thread;
 * bounded by the calls that are up.
 */
final class LiveScores {
    /** In one message. */
    private static final int MOST = 500;
    /** No session of media has more. */
    private static final int MOST_LEGS = 64;

    private final Predicate<String> isUp;
    /** By call, then by leg; the inner maps are never changed. */
    private final Map<String, Map<String, LegScore>> byCall = new ConcurrentHashMap<>();

    /** @param isUp whether a call of that identity is up here; false for good once it is not */
    LiveScores(Predicate<String> isUp) {
        this.isUp = isUp;
    }

    /** Media tells; what of it is of calls that are up, for the app. Sessions with recording servers are none. */
    LegsScored heard(LegsScored told) {
        var ours = LegsScored.newBuilder();
        for (ScoredLeg leg : told.getLegsList()) {
            if (keeps(leg)) {
                ours.addLegs(leg);
            }
        }
        return ours.build();
    }

    private boolean keeps(ScoredLeg leg) {
        return byCall.compute(leg.getCallId(), (call, before) -> isUp.test(call) ? with(before, leg) : null) != null;
    }

    private static Map<String, LegScore> with(@Nullable Map<String, LegScore> before, ScoredLeg leg) {
        Map<String, LegScore> now = before == null ? new HashMap<>() : new HashMap<>(before);
        if (now.size() < MOST_LEGS || now.containsKey(leg.getLegId())) {
            now.put(leg.getLegId(), leg.getScore());
        }
        return Map.copyOf(now);
    }

    /** The call is not up any more. */
    void over(String callId) {
        byCall.remove(callId);
    }

    /** All that is known, in messages of the size that the contract allows. */
    List<LegsScored> all() {
        List<LegsScored> messages = new ArrayList<>();
        var next = LegsScored.newBuilder();
        for (Map.Entry<String, Map<String, LegScore>> call : byCall.entrySet()) {
            for (Map.Entry<String, LegScore> leg : call.getValue().entrySet()) {
                next.addLegs(ScoredLeg.newBuilder()
                        .setCallId(call.getKey())
                        .setLegId(leg.getKey())
                        .setScore(leg.getValue()));
                if (next.getLegsCount() == MOST) {
                    messages.add(next.build());
                    next.clear();
                }
            }
        }
        if (next.getLegsCount() > 0) {
            messages.add(next.build());
        }
        return messages;
    }
}
