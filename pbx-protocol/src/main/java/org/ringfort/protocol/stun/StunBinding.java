package org.ringfort.protocol.stun;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Binding requests, answered with the address that they come from: so a phone keeps a path over UDP open and notices when its NAT
 * has given it another. Nothing is remembered and nobody is authenticated; who asks without a name for it is answered without.
 *
 * @rfc 8489 5
 * @rfc 8489 6.3.1
 * @rfc 5626 8
 */
public final class StunBinding {
    private StunBinding() {}

    /** Whether a datagram is STUN and nothing else; no SIP message begins so. */
    public static boolean isStun(byte[] datagram) {
        return datagram.length >= StunWire.HEADER_BYTES
                && (datagram[0] & 0xC0) == 0
                && ByteBuffer.wrap(datagram).getInt(4) == StunWire.COOKIE;
    }

    /** The answer to {@code datagram}; empty where it is no binding request, or malformed. */
    public static Optional<byte[]> answer(byte[] datagram, InetSocketAddress from) {
        return StunDecoder.decode(datagram, 0, datagram.length)
                .map(StunDatagram::message)
                .filter(message -> message.isBinding(StunClass.REQUEST))
                .map(request -> StunEncoder.encode(answer(request, from)));
    }

    private static StunMessage answer(StunMessage request, InetSocketAddress from) {
        List<Integer> unknown = request.notUnderstood(Set.of());
        return unknown.isEmpty()
                ? request.answer(StunClass.SUCCESS, new StunAttribute.XorMappedAddress(from))
                : request.refusedFor(unknown);
    }
}
