package org.ringfort.protocol.stun;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ringfort.kernel.secret.Secret;

/**
 * A {@link StunMessage} to octets; padding is zero. Stateless, for any thread.
 *
 * @rfc 8489 5
 */
public final class StunEncoder {
    private static final int INTEGRITY_BYTES = 4 + StunWire.MESSAGE_INTEGRITY_BYTES;
    private static final int FINGERPRINT_BYTES = 4 + StunWire.FINGERPRINT_BYTES;

    private StunEncoder() {}

    /** The message alone, which anybody may have written. */
    public static byte[] encode(StunMessage message) {
        return write(message, 0);
    }

    /**
     * The message with MESSAGE-INTEGRITY and FINGERPRINT, as ICE wants each.
     *
     * @param key not empty: the password, where the credential is short-term
     * @rfc 8489 14.5
     * @rfc 8489 14.7
     */
    public static byte[] encode(StunMessage message, Secret key) {
        byte[] octets = write(message, INTEGRITY_BYTES + FINGERPRINT_BYTES);
        int integrityAt = octets.length - FINGERPRINT_BYTES - INTEGRITY_BYTES;
        int fingerprintAt = octets.length - FINGERPRINT_BYTES;
        ByteBuffer out = ByteBuffer.wrap(octets).position(integrityAt);
        setLength(out, fingerprintAt);
        out.putShort((short) StunWire.MESSAGE_INTEGRITY).putShort((short) StunWire.MESSAGE_INTEGRITY_BYTES);
        out.put(StunWire.integrity(key, octets, 0, integrityAt));
        setLength(out, octets.length);
        out.putShort((short) StunWire.FINGERPRINT).putShort((short) StunWire.FINGERPRINT_BYTES);
        out.putInt(StunWire.fingerprint(octets, 0, fingerprintAt));
        return octets;
    }

    /** Header and attributes, and room behind them. */
    private static byte[] write(StunMessage message, int roomBytes) {
        StunTransaction transaction = message.transaction();
        byte[] mask = ByteBuffer.allocate(16)
                .putInt(StunWire.COOKIE)
                .putInt(transaction.head())
                .putLong(transaction.tail())
                .array();
        List<byte[]> values = message.attributes().stream()
                .map(attribute -> value(attribute, mask))
                .toList();
        int length = values.stream()
                .mapToInt(value -> 4 + StunWire.padded(value.length))
                .sum();
        byte[] octets = new byte[StunWire.HEADER_BYTES + length + roomBytes];
        ByteBuffer out = ByteBuffer.wrap(octets);
        out.putShort((short) type(message.kind(), message.method()))
                .putShort((short) length)
                .put(mask);
        for (int i = 0; i < values.size(); i++) {
            byte[] value = values.get(i);
            out.putShort((short) message.attributes().get(i).type()).putShort((short) value.length);
            out.put(value).position(out.position() + StunWire.padded(value.length) - value.length);
        }
        return octets;
    }

    private static void setLength(ByteBuffer out, int endBytes) {
        out.putShort(2, (short) (endBytes - StunWire.HEADER_BYTES));
    }

    private static int type(StunClass kind, int method) {
        return kind.bits() | (method & 0x000F) | (method & 0x0070) << 1 | (method & 0x0F80) << 2;
    }

    private static byte[] value(StunAttribute attribute, byte[] mask) {
        return switch (attribute) {
            case StunAttribute.Username username -> text(username.value());
            case StunAttribute.ErrorCode error -> errorCode(error);
            case StunAttribute.UnknownAttributes unknown -> {
                ByteBuffer types = ByteBuffer.allocate(2 * unknown.types().size());
                unknown.types().forEach(type -> types.putShort(type.shortValue()));
                yield types.array();
            }
            case StunAttribute.XorMappedAddress mapped -> address(mapped.address(), mask);
            case StunAttribute.Priority priority ->
                ByteBuffer.allocate(4).putInt((int) priority.value()).array();
            case StunAttribute.UseCandidate ignored -> new byte[0];
            case StunAttribute.IceControlled role -> eightOctets(role.tieBreaker());
            case StunAttribute.IceControlling role -> eightOctets(role.tieBreaker());
            case StunAttribute.Other ignored -> new byte[0];
        };
    }

    private static byte[] errorCode(StunAttribute.ErrorCode error) {
        byte[] reason = text(error.reason());
        return ByteBuffer.allocate(4 + reason.length)
                .putShort((short) 0)
                .put((byte) (error.code() / 100))
                .put((byte) (error.code() % 100))
                .put(reason)
                .array();
    }

    private static byte[] address(InetSocketAddress mapped, byte[] mask) {
        byte[] address = mapped.getAddress().getAddress();
        ByteBuffer out = ByteBuffer.allocate(4 + address.length);
        out.putShort((short) (address.length == 4 ? 1 : 2));
        out.putShort((short) (mapped.getPort() ^ (StunWire.COOKIE >>> 16)));
        for (int i = 0; i < address.length; i++) {
            out.put((byte) (address[i] ^ mask[i]));
        }
        return out.array();
    }

    private static byte[] eightOctets(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
