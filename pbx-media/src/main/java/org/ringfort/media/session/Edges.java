package org.ringfort.media.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The edges that have sessions here or listen to them, and since when those that do not listen are gone. The sessions' thread. */
final class Edges {
    private final Duration abandonedAfter;
    private final LongSupplier nanoTime;
    private final Map<EdgeName, Edge> edges = new HashMap<>();

    /** Without a sink it is gone since then. */
    private record Edge(Optional<EdgeSink> sink, long goneSinceNanos) {}

    Edges(Duration abandonedAfter, LongSupplier nanoTime) {
        this.abandonedAfter = abandonedAfter;
        this.nanoTime = nanoTime;
    }

    /** Its stream stands. */
    void attach(EdgeName name, EdgeSink sink) {
        edges.put(name, new Edge(Optional.of(sink), 0));
    }

    /** Its stream is gone, unless another stands by now. */
    void detach(EdgeName name, EdgeSink sink) {
        Edge edge = edges.get(name);
        if (edge != null && edge.sink().filter(current -> current.equals(sink)).isPresent()) {
            edges.put(name, gone());
        }
    }

    /** It has asked for something: though it may not listen, it is not gone before now. */
    void alive(EdgeName name) {
        edges.compute(name, (same, edge) -> edge != null && edge.sink().isPresent() ? edge : gone());
    }

    private Edge gone() {
        return new Edge(Optional.empty(), nanoTime.getAsLong());
    }

    void tell(EdgeName name, SessionEvent event) {
        Edge edge = edges.get(name);
        if (edge != null) {
            edge.sink().ifPresent(sink -> sink.tell(event));
        }
    }

    /** Those that have been gone for too long; they are known no longer. */
    List<EdgeName> forgetAbandoned() {
        long now = nanoTime.getAsLong();
        List<EdgeName> abandoned = new ArrayList<>();
        edges.forEach((name, edge) -> {
            if (edge.sink().isEmpty() && now - edge.goneSinceNanos() >= abandonedAfter.toNanos()) {
                abandoned.add(name);
            }
        });
        abandoned.forEach(edges::remove);
        return abandoned;
    }
}
