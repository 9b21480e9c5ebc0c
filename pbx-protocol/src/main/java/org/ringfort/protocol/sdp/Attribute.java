package org.ringfort.protocol.sdp;

import java.util.List;
import java.util.Optional;
import org.ringfort.kernel.secret.Secret;

/**
 * An {@code a=} line. What we understand has a record of its own; the rest, and what is misshapen, is {@link Other}.
 *
 * @rfc 8866 6
 */
public sealed interface Attribute {

    /** {@code a=rtpmap}.
     *  @rfc 8866 6.6 */
    record RtpMap(int payloadType, String encoding, int clockHz, int channels) implements Attribute {
        public RtpMap {
            requirePayloadType(payloadType);
            if (!SdpText.isToken(encoding)) {
                throw new IllegalArgumentException("encoding is no token");
            }
            if (clockHz < 1 || clockHz > 999_999_999 || channels < 1 || channels > 255) {
                throw new IllegalArgumentException("clock or channels out of range");
            }
        }
    }

    /** {@code a=fmtp}.
     *  @rfc 8866 6.15 */
    record FormatParameters(String format, String parameters) implements Attribute {
        public FormatParameters {
            SdpText.requireWord(format, "format");
            SdpText.requireText(parameters, "parameters");
            if (parameters.isEmpty() || !parameters.equals(parameters.strip())) {
                throw new IllegalArgumentException("parameters are empty or padded");
            }
        }
    }

    /** {@code a=sendrecv} and its kin.
     *  @rfc 8866 6.7 */
    enum Direction implements Attribute {
        SENDRECV(true, true),
        SENDONLY(true, false),
        RECVONLY(false, true),
        INACTIVE(false, false);

        private final boolean sends;
        private final boolean receives;

        Direction(boolean sends, boolean receives) {
            this.sends = sends;
            this.receives = receives;
        }

        public boolean sends() {
            return sends;
        }

        public boolean receives() {
            return receives;
        }

        /** The same stream seen from its other end.
         *  @rfc 3264 6.1 */
        public Direction mirrored() {
            return of(/* sends= */ receives, /* receives= */ sends);
        }

        /** What both of two views allow. */
        public Direction and(Direction other) {
            return of(sends && other.sends, receives && other.receives);
        }

        public static Direction of(boolean sends, boolean receives) {
            if (sends) {
                return receives ? SENDRECV : SENDONLY;
            }
            return receives ? RECVONLY : INACTIVE;
        }
    }

    /** {@code a=rtcp}: RTCP elsewhere than on the next port.
     *  @rfc 3605 2.1 */
    record RtcpAddress(int port, Optional<Connection> connection) implements Attribute {
        public RtcpAddress {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port out of range");
            }
        }
    }

    /** {@code a=rtcp-mux}: RTP and RTCP on one port.
     *  @rfc 5761 5.1.1 */
    record RtcpMux() implements Attribute {}

    /** {@code a=ptime}, whole milliseconds.
     *  @rfc 8866 6.4 */
    record PacketTime(int milliseconds) implements Attribute {
        public PacketTime {
            if (milliseconds < 1 || milliseconds > 1_000) {
                throw new IllegalArgumentException("packet time out of range");
            }
        }
    }

    /**
     * {@code a=crypto}: an SRTP key in the signalling.
     *
     * @param tag 1 to 999,999,999; an answer repeats the tag of the offer
     * @param suite as written, e.g. "AES_CM_128_HMAC_SHA1_80"
     * @param keys at least one
     * @param sessionParameters such as "KDR=1" or "UNENCRYPTED_SRTP", as written
     * @rfc 4568 4
     */
    record Crypto(int tag, String suite, List<InlineKey> keys, List<String> sessionParameters) implements Attribute {
        public Crypto {
            if (tag < 0 || tag > 999_999_999) {
                throw new IllegalArgumentException("tag out of range");
            }
            if (!SdpText.isToken(suite)) {
                throw new IllegalArgumentException("suite is no token");
            }
            keys = List.copyOf(keys);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("no key");
            }
            sessionParameters = List.copyOf(sessionParameters);
            sessionParameters.forEach(parameter -> SdpText.requireWord(parameter, "session parameter"));
        }
    }

    /**
     * One {@code inline:} key.
     *
     * @param keyAndSalt master key and master salt, one after the other
     * @param lifetime as written, e.g. "2^31"
     * @param mki the master key identifier
     */
    record InlineKey(Secret keyAndSalt, Optional<String> lifetime, Optional<Mki> mki) {
        public InlineKey {
            if (keyAndSalt.lengthBytes() < 1) {
                throw new IllegalArgumentException("empty key");
            }
            lifetime.ifPresent(text -> {
                if (!isLifetime(text)) {
                    throw new IllegalArgumentException("lifetime is misshapen");
                }
            });
        }

        static boolean isLifetime(String text) {
            return SdpText.isDigits(text.startsWith("2^") ? text.substring(2) : text);
        }
    }

    /** Master key identifier: its value, and how many octets of each packet it takes (1 to 128). */
    record Mki(String value, int lengthBytes) {
        public Mki {
            SdpText.requireDigits(value, "MKI");
            if (lengthBytes < 1 || lengthBytes > 128) {
                throw new IllegalArgumentException("MKI length out of range");
            }
        }
    }

    /** {@code a=setup}: who opens the DTLS association.
     *  @rfc 4145 4 */
    enum Setup implements Attribute {
        ACTIVE,
        PASSIVE,
        ACTPASS,
        HOLDCONN
    }

    /** {@code a=fingerprint}, the value in upper case hexadecimal with colons.
     *  @rfc 8122 5 */
    record Fingerprint(String hash, String value) implements Attribute {
        public Fingerprint {
            if (!SdpText.isToken(hash) || !value.matches("[0-9A-F]{2}(:[0-9A-F]{2}){0,63}")) {
                throw new IllegalArgumentException("fingerprint is misshapen");
            }
        }
    }

    /** Anything else, as written. May be a misshapen key, so its value is never printed. */
    record Other(String name, Optional<String> value) implements Attribute {
        public Other {
            SdpText.requireText(name, "attribute name");
            if (name.isEmpty() || name.indexOf(':') >= 0) {
                throw new IllegalArgumentException("attribute name is empty or holds a colon");
            }
            value.ifPresent(text -> SdpText.requireText(text, "attribute value"));
        }

        @Override
        public String toString() {
            return "Other[" + name + "]";
        }
    }

    static <A extends Attribute> Optional<A> first(List<Attribute> attributes, Class<A> kind) {
        for (Attribute attribute : attributes) {
            if (kind.isInstance(attribute)) {
                return Optional.of(kind.cast(attribute));
            }
        }
        return Optional.empty();
    }

    private static void requirePayloadType(int payloadType) {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("payload type out of range");
        }
    }
}
