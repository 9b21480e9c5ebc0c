package org.ringfort.edge.transport;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The live connections by the token of their flow. Any thread. */
final class ConnectionTable {
    private final String incarnation;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(Flow flow, Connection<?> connection) {}

    /**
     * An empty table.
     *
     * @param incarnation of this process: part of every token, so that none is ever used again
     */
    ConnectionTable(String incarnation) {
        this.incarnation = incarnation;
    }

    String newToken(TransportKind transport) {
        return transport.uriToken() + "!" + incarnation + "!" + Long.toString(numbers.incrementAndGet(), 36);
    }

    void add(Flow flow, Connection<?> connection) {
        entries.put(flow.token(), new Entry(flow, connection));
    }

    void remove(Flow flow) {
        entries.remove(flow.token());
    }

    /** Closes those of the flows that {@code which} names. */
    void close(Predicate<Flow> which, String reason) {
        entries.values().stream()
                .filter(entry -> which.test(entry.flow()))
                .forEach(entry -> entry.connection().close(reason));
    }

    Optional<Flow> flow(String token) {
        return Optional.ofNullable(entries.get(token)).map(Entry::flow);
    }

    Optional<Connection<?>> connection(String token) {
        Entry entry = entries.get(token);
        return entry == null ? Optional.empty() : Optional.of(entry.connection());
    }
}
