package org.ringfort.edge.b2bua;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.sound.v1.ConferenceSeen;

/**
 * Conferences that legs of this edge are in, as media tells: kept for an app that attaches anew, since media tells changes alone. Any thread;
 * bounded by the calls that are up.
 */
final class LiveConferences {
    private final Predicate<String> isUp;
    private final Map<String, ConferenceSeen> byId = new ConcurrentHashMap<>();

    /** @param isUp whether a call of that identity is up here; false for good once it is not */
    LiveConferences(Predicate<String> isUp) {
        this.isUp = isUp;
    }

    /** Media tells; what of it is of calls that are up, for the app. */
    ConferenceSeen seen(ConferenceSeen told) {
        ConferenceSeen now = byId.compute(told.getConferenceId(), (_, _) -> present(told));
        return now == null ? told.toBuilder().clearMembers().build() : now;
    }

    /** Without those whose calls are over; null where nobody is left. */
    private @Nullable ConferenceSeen present(ConferenceSeen of) {
        var here = of.toBuilder().clearMembers();
        of.getMembersList().stream()
                .filter(member -> isUp.test(member.getCallId()))
                .forEach(here::addMembers);
        return here.getMembersCount() == 0 ? null : here.build();
    }

    /** A call is not up any more; what has become of the conferences that it was in, for the app: media may be gone with it, and never say. */
    List<ConferenceSeen> over(String callId) {
        List<ConferenceSeen> left = new ArrayList<>();
        byId.forEach((id, seen) -> {
            if (seen.getMembersList().stream()
                    .anyMatch(member -> member.getCallId().equals(callId))) {
                ConferenceSeen now = byId.computeIfPresent(id, (_, known) -> present(known));
                left.add(now == null ? seen.toBuilder().clearMembers().build() : now);
            }
        });
        return left;
    }

    /** All that are known. */
    List<ConferenceSeen> all() {
        return List.copyOf(byId.values());
    }
}
