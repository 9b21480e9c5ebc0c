package org.ringfort.edge.lamps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which extensions have a phone registered by way of this edge: told by registrations, read by whoever shows it. A restart of
 * the edge ends its connections, and with them what was bound to them, so nothing of it need outlive the process.
 *
 * <p>What expires is noticed by {@link #sweep}, to be called now and then. Values are replaced, never changed; for any thread.
 */
public final class Reachable {
    /** Flows of one extension; one more makes the one that would end first forgotten. */
    private static final int MOST_FLOWS = 50;

    private final LongSupplier nanoTime;
    private final Map<Place, Map<String, Long>> until = new ConcurrentHashMap<>();
    private final Map<String, Set<Place>> byFlow = new ConcurrentHashMap<>();
    private final Bells bells = new Bells();

    /** @param nanoTime as {@link System#nanoTime} */
    public Reachable(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A phone of the extension is reached on that flow for so long. */
    public void bound(Place place, String flow, Duration left) {
        byFlow.compute(flow, (key, places) -> {
            Set<Place> grown = places == null ? ConcurrentHashMap.newKeySet() : places;
            grown.add(place);
            return grown;
        });
        long end = nanoTime.getAsLong() + left.toNanos();
        boolean[] fresh = new boolean[1];
        List<String> tooMany = new ArrayList<>();
        until.compute(place, (key, flows) -> {
            fresh[0] = flows == null;
            Map<String, Long> more = new HashMap<>(flows == null ? Map.of() : flows);
            more.put(flow, end);
            if (more.size() > MOST_FLOWS) {
                String ends = first(more, end);
                more.remove(ends);
                tooMany.add(ends);
            }
            return Map.copyOf(more);
        });
        tooMany.forEach(ends -> forget(ends, place));
        if (fresh[0]) {
            bells.ring(place);
        }
    }

    private static String first(Map<String, Long> flows, long now) {
        return flows.entrySet().stream()
                .min((one, other) -> Long.compare(one.getValue() - now, other.getValue() - now))
                .orElseThrow()
                .getKey();
    }

    /** The extension's phone on that flow has signed off. */
    public void unbound(Place place, String flow) {
        forget(flow, place);
        boolean[] last = new boolean[1];
        until.computeIfPresent(place, (key, flows) -> {
            Map<String, Long> less = new HashMap<>(flows);
            less.remove(flow);
            last[0] = less.isEmpty();
            return last[0] ? null : Map.copyOf(less);
        });
        if (last[0]) {
            bells.ring(place);
        }
    }

    private void forget(String flow, Place place) {
        byFlow.computeIfPresent(flow, (key, places) -> {
            places.remove(place);
            return places.isEmpty() ? null : places;
        });
    }

    /** No phone of the extension is registered any more. */
    public void cleared(Place place) {
        until.getOrDefault(place, Map.of()).keySet().forEach(flow -> unbound(place, flow));
    }

    /** A connection is closed. */
    public void flowClosed(String flow) {
        byFlow.getOrDefault(flow, Set.of()).forEach(place -> unbound(place, flow));
    }

    /** Forgets what has expired. */
    public void sweep() {
        long now = nanoTime.getAsLong();
        until.forEach((place, flows) -> flows.forEach((flow, end) -> {
            if (now - end >= 0) {
                unbound(place, flow);
            }
        }));
    }

    public boolean at(Place place) {
        return until.containsKey(place);
    }

    /** As {@link LampBoard#watch}. */
    public boolean watch(Place place, Runnable bell, int most) {
        return bells.hang(place, bell, most);
    }

    public void unwatch(Place place, Runnable bell) {
        bells.take(place, bell);
    }

    /** Extensions that are reached. */
    public int size() {
        return until.size();
    }

    /** Flows that are remembered. */
    int flows() {
        return byFlow.size();
    }
}
