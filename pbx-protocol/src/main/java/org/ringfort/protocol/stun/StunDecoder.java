package org.ringfort.protocol.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ringfort.protocol.stun.StunAttribute.ErrorCode;
import org.ringfort.protocol.stun.StunAttribute.IceControlled;
import org.ringfort.protocol.stun.StunAttribute.IceControlling;
import org.ringfort.protocol.stun.StunAttribute.Other;
import org.ringfort.protocol.stun.StunAttribute.Priority;
import org.ringfort.protocol.stun.StunAttribute.UnknownAttributes;
import org.ringfort.protocol.stun.StunAttribute.UseCandidate;
import org.ringfort.protocol.stun.StunAttribute.Username;
import org.ringfort.protocol.stun.StunAttribute.XorMappedAddress;

/**
 * Octets to a {@link StunDatagram}. Total: whatever comes gives a value or nothing, in time and memory that its length bounds.
 * What does not add up, breaks the form of an attribute that we know, or ends in a wrong FINGERPRINT is nothing: it is dropped
 * in silence, for nobody knows who sent it. Stateless, for any thread.
 *
 * @rfc 8489 5
 * @rfc 8489 6.3
 */
public final class StunDecoder {
    /** More than any message here has: it must fit a packet. */
    public static final int MOST_BYTES = 2_048;

    private StunDecoder() {}

    public static Optional<StunDatagram> decode(byte[] octets, int start, int lengthBytes) {
        if (lengthBytes < StunWire.HEADER_BYTES || lengthBytes > MOST_BYTES) {
            return Optional.empty();
        }
        byte[] copy = Arrays.copyOfRange(octets, start, start + lengthBytes);
        ByteBuffer in = ByteBuffer.wrap(copy);
        int type = Short.toUnsignedInt(in.getShort());
        int length = Short.toUnsignedInt(in.getShort());
        if (type > 0x3FFF
                || length != lengthBytes - StunWire.HEADER_BYTES
                || length % 4 != 0
                || in.getInt() != StunWire.COOKIE) {
            return Optional.empty();
        }
        var transaction = new StunTransaction(in.getInt(), in.getLong());
        return new Reading(copy, in).read(StunClass.of(type), method(type), transaction);
    }

    /** Types that have a record, and the two that {@link StunDatagram} stands for. */
    static boolean isOurs(int type) {
        return switch (type) {
            case Username.TYPE,
                    ErrorCode.TYPE,
                    UnknownAttributes.TYPE,
                    XorMappedAddress.TYPE,
                    Priority.TYPE,
                    UseCandidate.TYPE,
                    IceControlled.TYPE,
                    IceControlling.TYPE,
                    StunWire.MESSAGE_INTEGRITY,
                    StunWire.FINGERPRINT -> true;
            default -> false;
        };
    }

    private static int method(int type) {
        return (type & 0x000F) | (type & 0x00E0) >> 1 | (type & 0x3E00) >> 2;
    }

    /** One reading: goes over the attributes behind the header. */
    private static final class Reading {
        private final byte[] octets;
        private final ByteBuffer in;
        private final List<StunAttribute> attributes = new ArrayList<>();
        private int integrityAt = -1;
        private boolean fingerprinted;

        Reading(byte[] octets, ByteBuffer in) {
            this.octets = octets;
            this.in = in;
        }

        Optional<StunDatagram> read(StunClass kind, int method, StunTransaction transaction) {
            while (in.hasRemaining()) {
                int at = in.position();
                int type = Short.toUnsignedInt(in.getShort());
                int length = Short.toUnsignedInt(in.getShort());
                int next = in.position() + StunWire.padded(length);
                if (next > octets.length || !take(type, in.slice(in.position(), length), at)) {
                    return Optional.empty();
                }
                in.position(next);
            }
            var message = new StunMessage(kind, method, transaction, attributes);
            if (integrityAt < 0) {
                return Optional.of(new StunDatagram(message, fingerprinted, null, null));
            }
            int value = integrityAt + 4;
            int end = value + StunWire.MESSAGE_INTEGRITY_BYTES;
            byte[] covered = Arrays.copyOf(octets, integrityAt);
            ByteBuffer.wrap(covered).putShort(2, (short) (end - StunWire.HEADER_BYTES));
            return Optional.of(
                    new StunDatagram(message, fingerprinted, covered, Arrays.copyOfRange(octets, value, end)));
        }

        /** False where the message is spoiled. */
        private boolean take(int type, ByteBuffer value, int at) {
            if (type == StunWire.FINGERPRINT) {
                fingerprinted = value.remaining() == StunWire.FINGERPRINT_BYTES
                        && at + 4 + StunWire.FINGERPRINT_BYTES == octets.length
                        && value.getInt() == StunWire.fingerprint(octets, 0, at);
                return fingerprinted;
            }
            if (integrityAt >= 0) {
                return true; // behind MESSAGE-INTEGRITY anybody may have put it
            }
            if (type == StunWire.MESSAGE_INTEGRITY) {
                integrityAt = at;
                return value.remaining() == StunWire.MESSAGE_INTEGRITY_BYTES;
            }
            Optional<? extends StunAttribute> attribute = attribute(type, value, octets);
            if (attribute.isEmpty() || attributes.size() == StunMessage.MOST_ATTRIBUTES) {
                return false;
            }
            attributes.add(attribute.get());
            return true;
        }
    }

    private static Optional<? extends StunAttribute> attribute(int type, ByteBuffer value, byte[] octets) {
        int length = value.remaining();
        return switch (type) {
            case Username.TYPE -> text(value, Username.MOST_BYTES).map(Username::new);
            case ErrorCode.TYPE -> errorCode(value);
            case UnknownAttributes.TYPE -> unknownAttributes(value);
            case XorMappedAddress.TYPE -> address(value, octets);
            case Priority.TYPE -> when(length == 4, () -> new Priority(Integer.toUnsignedLong(value.getInt())));
            case UseCandidate.TYPE -> when(length == 0, UseCandidate::new);
            case IceControlled.TYPE -> when(length == 8, () -> new IceControlled(value.getLong()));
            case IceControlling.TYPE -> when(length == 8, () -> new IceControlling(value.getLong()));
            default -> Optional.of(new Other(type));
        };
    }

    private static <A extends StunAttribute> Optional<A> when(boolean shapely, Supplier<A> attribute) {
        return shapely ? Optional.of(attribute.get()) : Optional.empty();
    }

    private static Optional<ErrorCode> errorCode(ByteBuffer value) {
        if (value.remaining() < 4) {
            return Optional.empty();
        }
        int hundreds = value.get(2) & 0x07;
        int rest = value.get(3) & 0xFF;
        if (hundreds < 3 || hundreds > 6 || rest > 99) {
            return Optional.empty();
        }
        return text(value.position(4), ErrorCode.MOST_BYTES)
                .map(reason -> new ErrorCode(hundreds * 100 + rest, reason));
    }

    private static Optional<UnknownAttributes> unknownAttributes(ByteBuffer value) {
        if (value.remaining() % 2 != 0 || value.remaining() > 2 * UnknownAttributes.MOST) {
            return Optional.empty();
        }
        List<Integer> types = new ArrayList<>();
        while (value.hasRemaining()) {
            types.add(Short.toUnsignedInt(value.getShort()));
        }
        return Optional.of(new UnknownAttributes(types));
    }

    private static Optional<XorMappedAddress> address(ByteBuffer value, byte[] octets) {
        if (value.remaining() != 8 && value.remaining() != 20) {
            return Optional.empty();
        }
        int family = value.getShort() & 0xFF;
        int port = Short.toUnsignedInt(value.getShort()) ^ (StunWire.COOKIE >>> 16);
        byte[] address = new byte[value.remaining()];
        value.get(address);
        if (family != (address.length == 4 ? 1 : 2)) {
            return Optional.empty();
        }
        for (int i = 0; i < address.length; i++) {
            address[i] ^= octets[4 + i]; // the cookie, then the transaction
        }
        try {
            return Optional.of(new XorMappedAddress(new InetSocketAddress(InetAddress.getByAddress(address), port)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 and 16 octets are an address", impossible);
        }
    }

    private static Optional<String> text(ByteBuffer value, int mostBytes) {
        if (value.remaining() > mostBytes) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(value).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
