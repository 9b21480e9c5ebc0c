package org.ringfort.edge.trace;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which Call-IDs belong to which call; the calls that were told of last. Owned by the tracer's thread. */
final class Legs {
    /** A call has a leg for each phone that rings. */
    private static final int MOST_LEGS = 100;

    /** What is known of a call. */
    record Call(String tenantId, Set<String> sipCallIds) {}

    private final int mostCalls;
    private final LinkedHashMap<String, Call> calls = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, String> callOf = new HashMap<>();

    Legs(int mostCalls) {
        this.mostCalls = mostCalls;
    }

    void add(String sipCallId, String callId, String tenantId) {
        Call call = calls.computeIfAbsent(callId, id -> new Call(tenantId, new LinkedHashSet<>()));
        if (call.sipCallIds().size() < MOST_LEGS) {
            call.sipCallIds().add(sipCallId);
            callOf.put(sipCallId, callId);
        }
        if (calls.size() > mostCalls) {
            forget(calls.pollFirstEntry());
        }
    }

    private void forget(Map.Entry<String, Call> oldest) {
        oldest.getValue().sipCallIds().forEach(sipCallId -> callOf.remove(sipCallId, oldest.getKey()));
    }

    /** The call that this Call-ID belongs to, the latest where it was handed from one to another. */
    Optional<String> callOf(String sipCallId) {
        return Optional.ofNullable(callOf.get(sipCallId));
    }

    Optional<Call> call(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }
}
