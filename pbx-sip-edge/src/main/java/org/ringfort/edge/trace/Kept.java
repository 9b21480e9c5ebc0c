package org.ringfort.edge.trace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;

/** The messages of the last minutes, by Call-ID, within so much memory. Owned by the tracer's thread. */
final class Kept {
    private static final int MOST_MESSAGES = 500;
    private static final int MOST_TOLD_BYTES = 1 << 20;
    /** What a message takes beside its octets. */
    private static final int OVERHEAD_BYTES = 256;

    private final long lifeMicros;
    private final long mostBytes;
    private final Octets octets;
    private final ArrayDeque<Entry> all = new ArrayDeque<>();
    private final Map<String, ArrayDeque<Entry>> byCallId = new HashMap<>();

    private long bytes;

    /** A message, its octets elsewhere. */
    private record Entry(long atMicros, boolean sent, Flow flow, String sipCallId, long where, int length) {
        int memoryBytes() {
            return length + OVERHEAD_BYTES;
        }
    }

    Kept(Duration life, long mostBytes) {
        this.lifeMicros = life.toNanos() / 1_000;
        this.mostBytes = mostBytes;
        this.octets = new Octets(mostBytes);
    }

    /** One that is larger than all memory is not kept. */
    void add(long atMicros, boolean sent, Flow flow, String sipCallId, Body message) {
        int length = message.lengthBytes();
        while (!all.isEmpty() && bytes + length + OVERHEAD_BYTES > mostBytes) {
            dropFirst();
        }
        if (length + OVERHEAD_BYTES <= mostBytes) {
            var entry = new Entry(atMicros, sent, flow, sipCallId, octets.put(message), length);
            all.addLast(entry);
            byCallId.computeIfAbsent(sipCallId, id -> new ArrayDeque<>()).addLast(entry);
            bytes += entry.memoryBytes();
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
        Entry oldest = all.removeFirst();
        octets.drop(oldest.length());
        bytes -= oldest.memoryBytes();
        ArrayDeque<Entry> same = byCallId.get(oldest.sipCallId());
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
        List<Entry> entries = new ArrayList<>();
        for (String sipCallId : call.sipCallIds()) {
            entries.addAll(byCallId.getOrDefault(sipCallId, new ArrayDeque<>()));
        }
        entries.sort(Comparator.comparingLong(Entry::atMicros));
        int told = 0;
        int size = 0;
        while (told < Math.min(entries.size(), MOST_MESSAGES)
                && size + entries.get(told).length() <= MOST_TOLD_BYTES) {
            size += entries.get(told).length();
            told++;
        }
        return new Trace(
                call.tenantId(),
                entries.subList(0, told).stream().map(this::message).toList(),
                told < entries.size());
    }

    private Trace.Message message(Entry entry) {
        return new Trace.Message(
                entry.atMicros(),
                entry.sent(),
                entry.flow(),
                entry.sipCallId(),
                octets.get(entry.where(), entry.length()));
    }
}
