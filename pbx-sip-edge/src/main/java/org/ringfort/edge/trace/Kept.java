package org.ringfort.edge.trace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The messages of the last minutes, by Call-ID, within so much memory. Owned by the tracer's thread. */
final class Kept {
    private static final int MOST_MESSAGES = 500;
    private static final int MOST_TOLD_BYTES = 1 << 20;

    private final long lifeMicros;
    private final long mostBytes;
    private final ArrayDeque<Trace.Message> all = new ArrayDeque<>();
    private final Map<String, ArrayDeque<Trace.Message>> byCallId = new HashMap<>();
    private long bytes;

    Kept(Duration life, long mostBytes) {
        this.lifeMicros = life.toNanos() / 1_000;
        this.mostBytes = mostBytes;
    }

    void add(Trace.Message message) {
        all.addLast(message);
        byCallId.computeIfAbsent(message.sipCallId(), id -> new ArrayDeque<>()).addLast(message);
        bytes += message.memoryBytes();
        while (bytes > mostBytes) {
            dropFirst();
        }
    }

    /** Lets go of what is too old. */
    void expire(long nowMicros) {
        while (!all.isEmpty() && nowMicros - all.getFirst().atMicros() > lifeMicros) {
            dropFirst();
        }
    }

    /** The oldest of all is the oldest of its Call-ID. */
    private void dropFirst() {
        Trace.Message oldest = all.removeFirst();
        bytes -= oldest.memoryBytes();
        ArrayDeque<Trace.Message> same = byCallId.get(oldest.sipCallId());
        if (same != null) {
            same.removeFirst();
            if (same.isEmpty()) {
                byCallId.remove(oldest.sipCallId());
            }
        }
    }

    long bytes() {
        return bytes;
    }

    Trace of(Legs.Call call) {
        List<Trace.Message> messages = new ArrayList<>();
        for (String sipCallId : call.sipCallIds()) {
            messages.addAll(byCallId.getOrDefault(sipCallId, new ArrayDeque<>()));
        }
        messages.sort(Comparator.comparingLong(Trace.Message::atMicros));
        int told = 0;
        int size = 0;
        while (told < Math.min(messages.size(), MOST_MESSAGES)
                && size + messages.get(told).octets().lengthBytes() <= MOST_TOLD_BYTES) {
            size += messages.get(told).octets().lengthBytes();
            told++;
        }
        return new Trace(call.tenantId(), messages.subList(0, told), told < messages.size());
    }
}
