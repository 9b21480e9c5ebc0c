package org.ringfort.protocol.stun;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An attribute of a message, but for MESSAGE-INTEGRITY and FINGERPRINT, which are about its octets: {@link StunDatagram}
 * knows them. What we do not understand is {@link Other}.
 *
 * @rfc 8489 14
 */
public sealed interface StunAttribute {

    /** The number it is known by on the wire, 16 bits. */
    int type();

    /** Whether who does not understand it must refuse the message.
     *  @rfc 8489 14 */
    default boolean mustBeUnderstood() {
        return type() < 0x8000;
    }

    /** USERNAME, at most 513 octets: two fragments of ICE and a colon.
     *  @rfc 8489 14.3 */
    record Username(String value) implements StunAttribute {
        public static final int TYPE = 0x0006;
        static final int MOST_BYTES = 513;

        public Username {
            requireText(value, MOST_BYTES);
        }

        @Override
        public int type() {
            return TYPE;
        }
    }

    /** ERROR-CODE: 300 to 699, and why in at most 763 octets for whoever reads logs.
     *  @rfc 8489 14.8 */
    record ErrorCode(int code, String reason) implements StunAttribute {
        public static final int TYPE = 0x0009;
        static final int MOST_BYTES = 763;

        public ErrorCode {
            if (code < 300 || code > 699) {
                throw new IllegalArgumentException("code out of range");
            }
            requireText(reason, MOST_BYTES);
        }

        @Override
        public int type() {
            return TYPE;
        }
    }

    /** UNKNOWN-ATTRIBUTES: types, 16 bits each; at most 64.
     *  @rfc 8489 14.13 */
    record UnknownAttributes(List<Integer> types) implements StunAttribute {
        public static final int TYPE = 0x000A;
        static final int MOST = 64;

        public UnknownAttributes {
            types = List.copyOf(types);
            if (types.size() > MOST || !types.stream().allMatch(type -> type >= 0 && type <= 0xFFFF)) {
                throw new IllegalArgumentException("types out of range, or too many");
            }
        }

        @Override
        public int type() {
            return TYPE;
        }
    }

    /** XOR-MAPPED-ADDRESS: where a request was seen to come from; resolved, IPv4 or IPv6.
     *  @rfc 8489 14.2 */
    record XorMappedAddress(InetSocketAddress address) implements StunAttribute {
        public static final int TYPE = 0x0020;

        public XorMappedAddress {
            if (address.isUnresolved()) {
                throw new IllegalArgumentException("address is a name");
            }
        }

        @Override
        public int type() {
            return TYPE;
        }
    }

    /** PRIORITY, 0 to 2^32-1: of the candidate that a check is sent from.
     *  @rfc 8445 16.1 */
    record Priority(long value) implements StunAttribute {
        public static final int TYPE = 0x0024;

        public Priority {
            if (value < 0 || value > 0xFFFF_FFFFL) {
                throw new IllegalArgumentException("priority out of range");
            }
        }

        @Override
        public int type() {
            return TYPE;
        }
    }

    /** USE-CANDIDATE: the controlling agent wants to use the pair that this check went over.
     *  @rfc 8445 16.1 */
    record UseCandidate() implements StunAttribute {
        public static final int TYPE = 0x0025;

        @Override
        public int type() {
            return TYPE;
        }
    }

    /** ICE-CONTROLLED: who sends it takes its peer for the one that chooses. The tie breaker is any 64 bits.
     *  @rfc 8445 16.1 */
    record IceControlled(long tieBreaker) implements StunAttribute {
        public static final int TYPE = 0x8029;

        @Override
        public int type() {
            return TYPE;
        }
    }

    /** ICE-CONTROLLING: who sends it chooses the pair. The tie breaker is any 64 bits.
     *  @rfc 8445 16.1 */
    record IceControlling(long tieBreaker) implements StunAttribute {
        public static final int TYPE = 0x802A;

        @Override
        public int type() {
            return TYPE;
        }
    }

    /** Any other, SOFTWARE too. Nobody acts on its value, so that is not kept; written it has none. */
    record Other(int type) implements StunAttribute {
        public Other {
            if (type < 0 || type > 0xFFFF || StunDecoder.isOurs(type)) {
                throw new IllegalArgumentException("type out of range, or one that has a record of its own");
            }
        }
    }

    private static void requireText(String text, int mostBytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            throw new IllegalArgumentException("text is too long");
        }
    }
}
