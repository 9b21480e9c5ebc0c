package org.ringfort.app.trunks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * How many calls each trunk carries, and how many began this second. A claim is made before the edge is told to dial, and
 * all together are made one after another, so that calls that begin at the same moment cannot exceed a limit between them.
 *
 * <p>A call may take two: one that came in by a trunk goes out again by it where a phone sends it there. More than two of
 * its parties are never outside, so no further claim takes another place.
 *
 * <p>Counted by each process of the app for the calls it routes. A claim ends with its call, or when the edge says that the call
 * does not go there after all; one whose call never came up ends by itself.
 */
@Component
public class TrunkLoad {
    /** Within which an edge says that a call is up. */
    private static final Duration UNTIL_LIVE = Duration.ofSeconds(30);

    private static final int MOST_PLACES_OF_A_CALL = 2;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Clock clock;
    private final Map<TrunkId, Load> loads = new HashMap<>();

    private static final class Load {
        private final Map<String, Places> calls = new HashMap<>();
        private Instant second = Instant.EPOCH;
        private int begun;
    }

    /** What one call takes. */
    private record Places(int count, Instant claimed) {}

    TrunkLoad(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes one call's place on a trunk.
     *
     * @param live whether a call is up, by its identity
     * @param always takes it however full the trunk is: emergency calls
     * @return false where there is none
     */
    public synchronized boolean claim(Trunk trunk, String callId, Predicate<String> live, boolean always) {
        Instant now = clock.instant();
        Load load = loads.computeIfAbsent(trunk.id(), _ -> new Load());
        load.calls
                .entrySet()
                .removeIf(
                        call -> call.getValue().claimed().plus(UNTIL_LIVE).isBefore(now) && !live.test(call.getKey()));
        if (!now.isBefore(load.second.plus(SECOND)) || now.isBefore(load.second)) {
            load.second = now;
            load.begun = 0;
        }
        int taken = load.calls.values().stream().mapToInt(Places::count).sum();
        Places before = load.calls.getOrDefault(callId, new Places(0, now));
        int more = before.count() < MOST_PLACES_OF_A_CALL ? 1 : 0;
        boolean room = taken + more <= trunk.capacity().calls()
                && load.begun < trunk.capacity().callsPerSecond();
        if (room || always) {
            load.calls.put(callId, new Places(before.count() + more, now));
            load.begun++;
        }
        return room || always;
    }

    /** A call that goes on does not go by a trunk after all. */
    public synchronized void left(TrunkId trunk, String callId) {
        Load load = loads.get(trunk);
        if (load != null) {
            load.calls.computeIfPresent(
                    callId,
                    (call, places) -> places.count() > 1 ? new Places(places.count() - 1, places.claimed()) : null);
        }
    }

    /** A call is over. */
    public synchronized void over(String callId) {
        loads.values().forEach(load -> load.calls.remove(callId));
        loads.values().removeIf(load -> load.calls.isEmpty() && clock.instant().isAfter(load.second.plus(SECOND)));
    }
}
