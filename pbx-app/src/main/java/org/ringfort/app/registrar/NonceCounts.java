package org.ringfort.app.registrar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which nonce counts were used, so that a captured answer cannot be played again.
 *
 * <p>An entry comes into being only with a correct answer (style rule 16), and the map is bounded: where it overflows, the
 * oldest nonce becomes stale and its phone is challenged anew, which costs it a round trip and nobody any security. Phones
 * retransmit the very same request with the same count over UDP; that is no replay where all of {@link Request} is the same,
 * so that whoever reads a request on the wire can neither send it from elsewhere nor have it ask for anything else. A window of counts below the highest is kept, since requests overtake each other.
 *
 * <p>Guarded by its own monitor, which is held for a few map operations and never across a wait.
 *
 * @rfc 7616 3.4
 */
public final class NonceCounts {
    private static final int WINDOW = 64;

    private final int capacity;
    private final Duration lifetime;
    private final Clock clock;
    /** In order of insertion, hence of age. */
    private final LinkedHashMap<String, Seen> byNonce = new LinkedHashMap<>();

    private long forgottenBeforeMillis = Long.MIN_VALUE;

    /** @param lifetime at least that of the nonces */
    public NonceCounts(int capacity, Duration lifetime, Clock clock) {
        this.capacity = capacity;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** What a count turned out to be. */
    public enum Use {
        FIRST,
        /** The very same request again. */
        RETRANSMISSION,
        REPLAY,
        /** Too long ago for this map: no judgement, challenge anew. */
        FORGOTTEN
    }

    /**
     * One request, as far as two of them can be the same.
     *
     * @param source transport, address and port that it came from
     * @param requestUri as received
     * @param asked fingerprint of what it asks for, which the response does not vouch for
     */
    public record Request(
            String sipCallId, long cseq, String response, Source source, String requestUri, String asked) {
        /** Where it came from. */
        public record Source(Transport transport, String address, int port) {}

        static Request of(Requester requester, String response) {
            Requester.Source from = requester.source();
            return new Request(
                    requester.sipCallId(),
                    requester.cseq(),
                    response,
                    new Source(from.transport(), from.address(), from.port()),
                    requester.requestUri(),
                    requester.asked());
        }
    }

    /** Call after the answer was found correct, and only then. */
    public synchronized Use use(String nonce, Instant issuedAt, long count, Request request) {
        dropOld();
        Seen seen = byNonce.get(nonce);
        if (seen == null) {
            if (issuedAt.toEpochMilli() <= forgottenBeforeMillis) {
                return Use.FORGOTTEN;
            }
            if (byNonce.size() >= capacity) {
                dropEldest();
            }
            seen = new Seen(clock.millis());
            byNonce.put(nonce, seen);
        }
        return seen.use(count, request);
    }

    /** How many nonces are remembered. */
    public synchronized int size() {
        return byNonce.size();
    }

    private void dropOld() {
        long limit = clock.millis() - lifetime.toMillis();
        Iterator<Seen> oldest = byNonce.values().iterator();
        while (oldest.hasNext() && oldest.next().sinceMillis < limit) {
            oldest.remove();
        }
    }

    private void dropEldest() {
        Iterator<Seen> oldest = byNonce.values().iterator();
        forgottenBeforeMillis = Math.max(forgottenBeforeMillis, oldest.next().sinceMillis);
        oldest.remove();
    }

    private static final class Seen {
        final long sinceMillis;
        final Map<Long, Request> recent = new HashMap<>();
        long highest;

        Seen(long sinceMillis) {
            this.sinceMillis = sinceMillis;
        }

        Use use(long count, Request request) {
            Request before = recent.get(count);
            if (before != null) {
                return before.equals(request) ? Use.RETRANSMISSION : Use.REPLAY;
            }
            if (count <= highest - WINDOW || count < 1) {
                return Use.REPLAY;
            }
            highest = Math.max(highest, count);
            recent.put(count, request);
            recent.keySet().removeIf(old -> old <= highest - WINDOW);
            return Use.FIRST;
        }
    }
}
