package org.ringfort.edge.lamps;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is rung when something changes at a place. For any thread. */
final class Bells {
    private final Map<Place, Set<Runnable>> bells = new ConcurrentHashMap<>();

    boolean hang(Place place, Runnable bell, int most) {
        boolean[] taken = new boolean[1];
        bells.compute(place, (key, all) -> {
            Set<Runnable> grown = all == null ? ConcurrentHashMap.newKeySet() : all;
            taken[0] = grown.size() < most && grown.add(bell);
            return grown;
        });
        return taken[0];
    }

    void take(Place place, Runnable bell) {
        bells.computeIfPresent(place, (key, all) -> {
            all.remove(bell);
            return all.isEmpty() ? null : all;
        });
    }

    void ring(Place place) {
        bells.getOrDefault(place, Set.of()).forEach(Runnable::run);
    }

    int places() {
        return bells.size();
    }
}
