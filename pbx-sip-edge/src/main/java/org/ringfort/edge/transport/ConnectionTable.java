package org.ringfort.edge.transport;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The live connections by the token of their flow, and how many each address holds. Any thread. */
final class ConnectionTable {
    private final String incarnation;
    private final int most;
    private final int mostPerAddress;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger total = new AtomicInteger();
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(Flow flow, Connection<?> connection) {}

    /**
     * An empty table.
     *
     * @param incarnation of this process: part of every token, so that none is ever used again
     */
    ConnectionTable(String incarnation, int most, int mostPerAddress) {
        this.incarnation = incarnation;
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Whether one more may come from {@code address}; if so it must be {@linkplain #leave given back}. */
    boolean enter(InetAddress address) {
        if (total.incrementAndGet() > most) {
            total.decrementAndGet();
            return false;
        }
        boolean[] room = {false};
        perAddress.compute(address, (a, count) -> {
            int held = count == null ? 0 : count;
            room[0] = held < mostPerAddress;
            return room[0] ? Integer.valueOf(held + 1) : count;
        });
        if (!room[0]) {
            total.decrementAndGet();
        }
        return room[0];
    }

    void leave(InetAddress address) {
        total.decrementAndGet();
        perAddress.computeIfPresent(address, (a, count) -> count == 1 ? null : Integer.valueOf(count - 1));
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

    Optional<Flow> flow(String token) {
        return Optional.ofNullable(entries.get(token)).map(Entry::flow);
    }

    Optional<Connection<?>> connection(String token) {
        Entry entry = entries.get(token);
        return entry == null ? Optional.empty() : Optional.of(entry.connection());
    }

    int size() {
        return total.get();
    }
}
