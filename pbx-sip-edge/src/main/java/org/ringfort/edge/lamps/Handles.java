package org.ringfort.edge.lamps;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Which lamp a {@link Handle} means; of lamps that went out lately, that there was one. For any thread. */
final class Handles {
    /** Lamps that went out and are still known; who asks for an older one hears that there is none. */
    private static final int MOST_GONE = 4_096;

    /** @param callId the call's own name */
    record Meant(Handle handle, Place place, String callId) {}

    private final RandomGenerator random;
    private final Map<String, Meant> lit = new ConcurrentHashMap<>();
    private final Map<String, Meant> gone = new ConcurrentHashMap<>();
    private final Queue<String> inOrder = new ConcurrentLinkedQueue<>();
    private final AtomicInteger remembered = new AtomicInteger();

    Handles(RandomGenerator random) {
        this.random = random;
    }

    Handle make(Place place, String callId) {
        var handle = new Handle(chance() + chance(), chance(), chance());
        lit.put(handle.callId(), new Meant(handle, place, callId));
        return handle;
    }

    private String chance() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    void over(Handle handle) {
        Meant meant = lit.remove(handle.callId());
        if (meant != null) {
            gone.put(handle.callId(), meant);
            inOrder.add(handle.callId());
            if (remembered.incrementAndGet() > MOST_GONE) {
                remembered.decrementAndGet();
                Optional.ofNullable(inOrder.poll()).ifPresent(gone::remove);
            }
        }
    }

    Optional<Meant> lit(String tenantId, String callId, String tag, String other) {
        return find(lit, tenantId, callId, tag, other);
    }

    boolean isGone(String tenantId, String callId, String tag, String other) {
        return find(gone, tenantId, callId, tag, other).isPresent();
    }

    private static Optional<Meant> find(
            Map<String, Meant> among, String tenantId, String callId, String tag, String other) {
        return Optional.ofNullable(among.get(callId))
                .filter(meant -> meant.place().tenantId().equals(tenantId))
                .filter(meant -> meant.handle().has(tag, other));
    }

    /** That are known, those of lamps that went out included. */
    int size() {
        return lit.size() + gone.size();
    }
}
