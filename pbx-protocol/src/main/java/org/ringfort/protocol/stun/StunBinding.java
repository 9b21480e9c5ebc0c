package org.ringfort.protocol.stun;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    private static final int HEADER_BYTES = 20;
    private static final int COOKIE = 0x2112A442;
    private static final int REQUEST = 0x0001;
    private static final int SUCCESS = 0x0101;
    private static final int ERROR = 0x0111;
    private static final int ERROR_CODE = 0x0009;
    private static final int UNKNOWN_ATTRIBUTES = 0x000A;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    /** From here on an attribute may be ignored. */
    private static final int OPTIONAL = 0x8000;

    /** USERNAME, MESSAGE-INTEGRITY, REALM, NONCE, MESSAGE-INTEGRITY-SHA256, PASSWORD-ALGORITHM, USERHASH: known, and not asked for. */
    private static final Set<Integer> KNOWN = Set.of(0x0006, 0x0008, 0x0014, 0x0015, 0x001C, 0x001D, 0x001E);

    private static final int MOST_UNKNOWN = 8;
    private static final byte[] REASON = "Unknown Attribute".getBytes(StandardCharsets.US_ASCII);

    private StunBinding() {}

    /** Whether a datagram is STUN and nothing else; no SIP message begins so. */
    public static boolean isStun(byte[] datagram) {
        return datagram.length >= HEADER_BYTES
                && (datagram[0] & 0xC0) == 0
                && ByteBuffer.wrap(datagram).getInt(4) == COOKIE;
    }

    /** The answer to {@code datagram}; empty where it is no binding request, or malformed. */
    public static Optional<byte[]> answer(byte[] datagram, InetSocketAddress from) {
        ByteBuffer in = ByteBuffer.wrap(datagram);
        if (!isStun(datagram)
                || in.getShort(0) != REQUEST
                || Short.toUnsignedInt(in.getShort(2)) != datagram.length - HEADER_BYTES) {
            return Optional.empty();
        }
        return unknown(in.position(HEADER_BYTES))
                .map(unknown -> unknown.isEmpty() ? success(datagram, from) : refusal(datagram, unknown));
    }

    /** Attributes that must be understood and are not; empty where they do not add up. */
    private static Optional<List<Integer>> unknown(ByteBuffer in) {
        List<Integer> unknown = new ArrayList<>(0);
        while (in.hasRemaining()) {
            if (in.remaining() < 4) {
                return Optional.empty();
            }
            int type = Short.toUnsignedInt(in.getShort());
            int padded = (Short.toUnsignedInt(in.getShort()) + 3) & ~3;
            if (padded > in.remaining()) {
                return Optional.empty();
            }
            in.position(in.position() + padded);
            if (type < OPTIONAL && !KNOWN.contains(type) && unknown.size() < MOST_UNKNOWN) {
                unknown.add(type);
            }
        }
        return Optional.of(unknown);
    }

    /** @rfc 8489 14.2 */
    private static byte[] success(byte[] request, InetSocketAddress from) {
        byte[] address = from.getAddress().getAddress();
        byte[] answer = begin(request, SUCCESS, 8 + address.length);
        ByteBuffer out = ByteBuffer.wrap(answer).position(HEADER_BYTES);
        out.putShort((short) XOR_MAPPED_ADDRESS)
                .putShort((short) (4 + address.length))
                .put((byte) 0)
                .put((byte) (address.length == 4 ? 1 : 2))
                .putShort((short) (from.getPort() ^ (COOKIE >>> 16)));
        for (int i = 0; i < address.length; i++) {
            out.put((byte) (address[i] ^ request[4 + i])); // the cookie, then the transaction
        }
        return answer;
    }

    /** @rfc 8489 14.9 */
    private static byte[] refusal(byte[] request, List<Integer> unknown) {
        int reasonBytes = (REASON.length + 3) & ~3;
        int listBytes = (2 * unknown.size() + 3) & ~3;
        byte[] answer = begin(request, ERROR, 8 + reasonBytes + 4 + listBytes);
        ByteBuffer out = ByteBuffer.wrap(answer).position(HEADER_BYTES);
        out.putShort((short) ERROR_CODE)
                .putShort((short) (4 + REASON.length))
                .putShort((short) 0)
                .put((byte) 4)
                .put((byte) 20)
                .put(REASON)
                .position(HEADER_BYTES + 8 + reasonBytes);
        out.putShort((short) UNKNOWN_ATTRIBUTES).putShort((short) (2 * unknown.size()));
        unknown.forEach(type -> out.putShort(type.shortValue()));
        return answer;
    }

    /** All zero behind the header. */
    private static byte[] begin(byte[] request, int type, int length) {
        byte[] answer = new byte[HEADER_BYTES + length];
        ByteBuffer.wrap(answer).putShort((short) type).putShort((short) length).put(request, 4, HEADER_BYTES - 4);
        return answer;
    }
}
