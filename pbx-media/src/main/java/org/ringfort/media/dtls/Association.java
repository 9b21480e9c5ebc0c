package org.ringfort.media.dtls;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSVerifier;
import org.bouncycastle.tls.DatagramSender;
import org.jspecify.annotations.Nullable;

/**
 * One leg's way to its keys. Whom to listen to is for the relay to say; from whom it does not know to be the peer it wants a
 * cookie first, so that a forged address costs nothing but an answer that is no longer than the question. The relay's loop,
 * but for what {@link Way} says.
 *
 * @rfc 5764 5.1.2
 * @rfc 6347 4.2.1
 */
public final class Association {
    private static final int MOST_ATTEMPTS = 5;
    private static final byte HANDSHAKE = 22;
    private static final byte CLIENT_HELLO = 1;
    private static final int MESSAGE_KIND_AT = 13;

    /** To the peer, and back to the relay. */
    public interface Way {
        /** Sends a datagram to the peer; any thread. */
        void send(byte[] datagram, InetSocketAddress to);

        /** Has something done on the relay's loop; any thread. */
        void post(Runnable task);

        /** The keys, once for each association; on the loop. */
        void keyed(SrtpKeys keys);

        /** It came to nothing; the peer may begin again. On the loop. */
        void failed(String reason);
    }

    private final Handshakes shared;
    private final DTLSVerifier verifier;
    private final Way way;
    private @Nullable DtlsTerms terms;
    private @Nullable Handshake current;
    private @Nullable InetSocketAddress with;
    private int attempts;

    public Association(Handshakes shared, Way way) {
        this.shared = shared;
        this.verifier = shared.verifier();
        this.way = way;
    }

    /**
     * What was agreed on.
     *
     * @return whether another handshake is due; until it is through, the keys of the one before stand
     */
    public boolean agree(DtlsTerms agreed) {
        DtlsTerms before = terms;
        if (before != null && agreed.continues(before)) {
            return false;
        }
        terms = agreed;
        close();
        current = null;
        attempts = 0;
        return true;
    }

    /** Begins, where that is ours to do and has not been done. */
    public void begin(InetSocketAddress to) {
        DtlsTerms agreed = terms;
        if (agreed != null && agreed.role() == DtlsTerms.Role.CLIENT && idle()) {
            start(new Asking(shared.own(), agreed), null, to);
        }
    }

    /**
     * A datagram of DTLS.
     *
     * @param checked whether it is certain that who is there can be reached there: then no cookie is wanted
     */
    public void received(byte[] octets, int lengthBytes, InetSocketAddress from, boolean checked) {
        DtlsTerms agreed = terms;
        if (agreed == null) {
            return;
        }
        if (agreed.role() == DtlsTerms.Role.SERVER && idle()) {
            hello(agreed, octets, lengthBytes, from, checked);
        } else if (current != null && (checked || from.equals(with))) {
            current.received(Arrays.copyOf(octets, lengthBytes));
        }
    }

    private boolean idle() {
        return current == null || (current.state() == Handshake.State.FAILED && attempts < MOST_ATTEMPTS);
    }

    private void hello(DtlsTerms agreed, byte[] octets, int lengthBytes, InetSocketAddress from, boolean checked) {
        if (lengthBytes <= MESSAGE_KIND_AT || octets[0] != HANDSHAKE || octets[MESSAGE_KIND_AT] != CLIENT_HELLO) {
            return;
        }
        if (checked) {
            start(new Answering(shared.own(), agreed), null, from);
            if (current != null) {
                current.received(Arrays.copyOf(octets, lengthBytes));
            }
            return;
        }
        DTLSRequest request = verifier.verifyRequest(name(from), octets, 0, lengthBytes, new DatagramSender() {
            @Override
            public int getSendLimit() {
                return lengthBytes;
            }

            @Override
            public void send(byte[] answer, int offset, int length) {
                way.send(Arrays.copyOfRange(answer, offset, offset + length), from);
            }
        });
        if (request != null) {
            start(new Answering(shared.own(), agreed), request, from);
        }
    }

    private void start(Handshake.Side side, @Nullable DTLSRequest request, InetSocketAddress to) {
        attempts++;
        var handshake = new Handshake(datagram -> way.send(datagram, to));
        boolean started = shared.start(() -> perform(handshake, side, request));
        current = started ? handshake : null;
        with = to;
    }

    private void perform(Handshake handshake, Handshake.Side side, @Nullable DTLSRequest request) {
        handshake
                .perform(side, request, keys -> way.post(() -> keyed(handshake, keys)))
                .ifPresent(reason -> way.post(() -> way.failed(reason)));
    }

    private void keyed(Handshake handshake, SrtpKeys keys) {
        if (current == handshake) { // nothing else was agreed on meanwhile
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

    /** Ends what is under way. */
    public void close() {
        if (current != null) {
            current.end();
        }
    }
}
