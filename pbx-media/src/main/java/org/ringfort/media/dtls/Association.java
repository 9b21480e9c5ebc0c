package org.ringfort.media.dtls;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSVerifier;
import org.bouncycastle.tls.DatagramSender;
import org.jspecify.annotations.Nullable;

/**
 * One leg's way to its keys. Whom to listen to is for the relay to say; who has not shown by a check of ICE that it is where it
 * says brings a cookie back first, so that a forged address costs nothing but an answer that is no longer than the question.
 *
 * <p>Each source has an attempt of its own: who sits behind the same NAT as the peer and shakes hands with a wrong certificate
 * holds up nobody. The first that comes to keys ends the others. The relay's loop, but for what {@link Way} says.
 *
 * @rfc 5764 5.1.2
 * @rfc 6347 4.2.1
 */
public final class Association {
    /** What a source may try, and what we may try with one. */
    public static final int MOST_HANDSHAKES_OF_A_SOURCE = 5;

    private static final int MOST_SOURCES = 8;
    private static final int MOST_POSTINGS = 100;
    private static final byte HANDSHAKE = 22;
    private static final byte CLIENT_HELLO = 1;
    private static final int MESSAGE_KIND_AT = 13;

    /** To the peer, and back to the relay. */
    public interface Way {
        /** Sends a datagram to the peer; any thread. */
        void send(byte[] datagram, InetSocketAddress to);

        /** Has something done on the relay's loop; any thread. False where the loop is too far behind to take it. */
        boolean post(Runnable task);

        /** The keys, once for each association; on the loop. */
        void keyed(SrtpKeys keys);

        /** An attempt came to nothing; the peer may begin again. On the loop. */
        void failed(String reason);
    }

    /** What became of one source's handshakes. */
    private static final class Attempt {
        private @Nullable Handshake current;
        private int handshakes;

        boolean idle(int mostHandshakes) {
            return (current == null || current.state() == Handshake.State.FAILED) && handshakes < mostHandshakes;
        }
    }

    private final Handshakes shared;
    private final DTLSVerifier verifier;
    private final Way way;
    private final Map<InetSocketAddress, Attempt> attempts = new HashMap<>();
    private @Nullable DtlsTerms terms;
    private @Nullable Handshake through;
    private boolean refusalTold;

    public Association(Handshakes shared, Way way) {
        this.shared = shared;
        this.verifier = shared.verifier();
        this.way = way;
    }

    /**
     * What was agreed on.
     *
     * @return whether another association is due; the keys of the one before are for the relay to keep meanwhile
     */
    public boolean agree(DtlsTerms agreed) {
        DtlsTerms before = terms;
        terms = agreed;
        if (before != null && agreed.continues(before)) {
            return false;
        }
        end(null);
        through = null;
        attempts.clear();
        return true;
    }

    /** Nothing is agreed on any more. */
    public void forget() {
        close();
        terms = null;
        through = null;
        attempts.clear();
    }

    /**
     * Begins, where that is ours to do and nothing is under way; again where it came to nothing.
     *
     * @param mostHandshakes with who is there, those of before included; what there was no room for is none
     */
    public void begin(InetSocketAddress to, int mostHandshakes) {
        DtlsTerms agreed = terms;
        if (agreed == null || agreed.role() != DtlsTerms.Role.CLIENT || through != null) {
            return;
        }
        Attempt attempt = attempt(to);
        if (attempt != null && attempt.idle(mostHandshakes)) {
            start(attempt, new Asking(shared.own(), agreed), null, to);
        }
    }

    /**
     * A datagram of DTLS.
     *
     * @param checked whether a check of ICE came from there: then no cookie is wanted
     * @return false where nobody has to do with it
     */
    public boolean received(byte[] octets, int lengthBytes, InetSocketAddress from, boolean checked) {
        DtlsTerms agreed = terms;
        if (agreed == null) {
            return false;
        }
        if (through != null) {
            return through.received(octets, lengthBytes);
        }
        if (agreed.role() == DtlsTerms.Role.CLIENT) {
            return attempts.values().stream()
                    .anyMatch(attempt -> attempt.current != null && attempt.current.received(octets, lengthBytes));
        }
        Attempt attempt = attempt(from);
        if (attempt == null) {
            return false;
        }
        return attempt.idle(MOST_HANDSHAKES_OF_A_SOURCE)
                ? hello(attempt, agreed, octets, lengthBytes, from, checked)
                : attempt.current != null && attempt.current.received(octets, lengthBytes);
    }

    /** Empty where there are too many sources already. */
    private @Nullable Attempt attempt(InetSocketAddress source) {
        Attempt known = attempts.get(source);
        return known != null || attempts.size() >= MOST_SOURCES ? known : new Attempt();
    }

    private boolean hello(
            Attempt attempt,
            DtlsTerms agreed,
            byte[] octets,
            int lengthBytes,
            InetSocketAddress from,
            boolean checked) {
        if (lengthBytes <= MESSAGE_KIND_AT || octets[0] != HANDSHAKE || octets[MESSAGE_KIND_AT] != CLIENT_HELLO) {
            return false;
        }
        if (checked) {
            start(attempt, new Answering(shared.own(), agreed), null, from);
            return attempt.current != null && attempt.current.received(octets, lengthBytes);
        }
        DTLSRequest request = verify(octets, lengthBytes, from);
        if (request != null) {
            start(attempt, new Answering(shared.own(), agreed), request, from);
        }
        return true;
    }

    private @Nullable DTLSRequest verify(byte[] octets, int lengthBytes, InetSocketAddress from) {
        try {
            return verifier.verifyRequest(name(from), octets, 0, lengthBytes, new DatagramSender() {
                @Override
                public int getSendLimit() {
                    return lengthBytes;
                }

                @Override
                public void send(byte[] answer, int offset, int length) {
                    way.send(Arrays.copyOfRange(answer, offset, offset + length), from);
                }
            });
        } catch (RuntimeException misshapen) {
            return null; // a library's word on a stranger's octets
        }
    }

    private void start(Attempt attempt, Handshake.Side side, @Nullable DTLSRequest request, InetSocketAddress to) {
        attempts.put(to, attempt);
        var handshake = new Handshake(datagram -> way.send(datagram, to));
        attempt.current = handshake;
        if (shared.start(settled -> perform(handshake, side, request, settled))) {
            attempt.handshakes++;
            refusalTold = false;
            return;
        }
        handshake.refuse();
        if (!refusalTold) { // it is tried again every few milliseconds
            refusalTold = true;
            way.failed("too many handshakes are under way");
        }
    }

    private void perform(Handshake handshake, Handshake.Side side, @Nullable DTLSRequest request, Runnable settled) {
        handshake
                .perform(side, request, keys -> {
                    settled.run();
                    post(() -> keyed(handshake, keys));
                })
                .ifPresent(reason -> post(() -> way.failed(reason)));
    }

    /** Insists, on the handshake's thread: keys that are not told are lost for good. */
    private void post(Runnable task) {
        for (int tries = 0; tries < MOST_POSTINGS && !way.post(task); tries++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void keyed(Handshake handshake, SrtpKeys keys) {
        boolean ours = attempts.values().stream().anyMatch(attempt -> attempt.current == handshake);
        if (ours && through == null) { // nothing else was agreed on meanwhile, and nobody was first
            through = handshake;
            end(handshake);
            way.keyed(keys);
        }
    }

    /** What a cookie is bound to. */
    private static byte[] name(InetSocketAddress from) {
        byte[] address = from.getAddress().getAddress();
        return ByteBuffer.allocate(address.length + 2)
                .put(address)
                .putShort((short) from.getPort())
                .array();
    }

    private void end(@Nullable Handshake but) {
        for (Attempt attempt : attempts.values()) {
            if (attempt.current != null && attempt.current != but) {
                attempt.current.end();
            }
        }
    }

    /** Ends what is under way. */
    public void close() {
        end(null);
    }
}
