package org.ringfort.protocol.sdp;

import java.util.List;
import java.util.Optional;
import org.ringfort.kernel.secret.Secret;

/**
 * An {@code a=} line. What we understand has a record of its own; the rest, and what is misshapen, is {@link Other}. All in one file,
 * however long: the compiler knows by that what there is, and whoever writes or reads them forgets none.
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

    /**
     * {@code a=rtcp-xr}: extended reports that whoever says so wants to have, or answers.
     *
     * @param formats such as "voip-metrics" or "rcvr-rtt=all:100", as written
     * @rfc 3611 5.1
     */
    record ExtendedReports(List<String> formats) implements Attribute {
        public ExtendedReports {
            formats = List.copyOf(formats);
            formats.forEach(format -> SdpText.requireWord(format, "format of a report"));
        }

        /** Whether one is named, with whatever is said of it. */
        public boolean names(String format) {
            return formats.stream()
                    .anyMatch(
                            one -> one.equals(format) || one.startsWith(format + "=") || one.startsWith(format + ":"));
        }
    }

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

    /** {@code a=ice-ufrag}: half of the user name of connectivity checks, 4 to 256 ice-chars.
     *  @rfc 8839 5.4 */
    record IceUfrag(String value) implements Attribute {
        public IceUfrag {
            if (!SdpText.isIceText(value, 4, 256)) {
                throw new IllegalArgumentException("user name fragment is misshapen");
            }
        }
    }

    /** {@code a=ice-pwd}: the password of connectivity checks, 22 to 256 ice-chars.
     *  @rfc 8839 5.4 */
    record IcePwd(Secret value) implements Attribute {
        public IcePwd {
            if (!SdpText.isIceText(value.revealText(), 22, 256)) {
                throw new IllegalArgumentException("password is misshapen");
            }
        }
    }

    /** {@code a=ice-lite}, of the session: its agent answers checks and sends none.
     *  @rfc 8839 5.3 */
    record IceLite() implements Attribute {}

    /** {@code a=ice-options}, such as "ice2" and "trickle"; at least one.
     *  @rfc 8839 5.6 */
    record IceOptions(List<String> options) implements Attribute {
        public IceOptions {
            options = List.copyOf(options);
            if (options.isEmpty()
                    || !options.stream().allMatch(option -> SdpText.isIceText(option, 1, Integer.MAX_VALUE))) {
                throw new IllegalArgumentException("ICE options are misshapen");
            }
        }
    }

    /**
     * {@code a=candidate}: an address that media may be sent to. Extensions are skipped.
     *
     * @param foundation 1 to 32 ice-chars, the same for candidates that are alike
     * @param component 1 to 256: 1 is RTP (and RTCP, where they share it), 2 RTCP
     * @param transport a token as written, "udp" in capitals or not
     * @param priority 1 to 2^31-1, more is better
     * @param address as written: an address, or a host name (mDNS); it is never looked up here
     * @param port 0 to 65535
     * @param type a token as written, e.g. "host" or "srflx"
     * @param related what a candidate that is not of the host was learned from
     * @rfc 8839 5.1
     */
    record Candidate(
            String foundation,
            int component,
            String transport,
            int priority,
            String address,
            int port,
            String type,
            Optional<RelatedAddress> related)
            implements Attribute {
        public Candidate {
            if (!SdpText.isIceText(foundation, 1, 32) || component < 1 || component > 256 || priority < 1) {
                throw new IllegalArgumentException("foundation, component or priority out of range");
            }
            if (!SdpText.isToken(transport) || !SdpText.isToken(type)) {
                throw new IllegalArgumentException("transport or type is no token");
            }
            SdpText.requireWord(address, "address");
            requirePort(port);
        }

        /**
         * An address of this host, over UDP.
         *
         * @param localPreference 0 to 65535, more is better; one of its own for each address of a host
         * @rfc 8445 5.1.2.1
         */
        public static Candidate host(String foundation, int component, int localPreference, String address, int port) {
            if (localPreference < 0 || localPreference > 65_535) {
                throw new IllegalArgumentException("local preference out of range");
            }
            int priority = (126 << 24) | (localPreference << 8) | (256 - component);
            return new Candidate(foundation, component, "udp", priority, address, port, "host", Optional.empty());
        }
    }

    /** What a candidate was learned from, as written.
     *  @rfc 8839 5.1 */
    record RelatedAddress(String address, int port) {
        public RelatedAddress {
            SdpText.requireWord(address, "address");
            requirePort(port);
        }
    }

    /** {@code a=end-of-candidates}: no more will be told.
     *  @rfc 8840 8 */
    record EndOfCandidates() implements Attribute {}

    /** {@code a=mid}: the name of a media section, a token of at most 32 octets.
     *  @rfc 5888 4 */
    record Mid(String value) implements Attribute {
        public Mid {
            requireMid(value);
        }

        static boolean isMid(String text) {
            return SdpText.isToken(text) && text.length() <= 32;
        }
    }

    /**
     * {@code a=group}: media sections that belong together; in an answer perhaps none.
     *
     * @param semantics a token as written, e.g. "BUNDLE"
     * @rfc 5888 5
     * @rfc 9143 5
     */
    record Group(String semantics, List<String> mids) implements Attribute {
        public Group {
            if (!SdpText.isToken(semantics)) {
                throw new IllegalArgumentException("semantics is no token");
            }
            mids = List.copyOf(mids);
            mids.forEach(Attribute::requireMid);
        }
    }

    /** {@code a=tls-id}: names a DTLS association; another name asks for another one.
     *  @rfc 8842 4 */
    record TlsId(String value) implements Attribute {
        public TlsId {
            if (!isTlsId(value)) {
                throw new IllegalArgumentException("TLS id is misshapen");
            }
        }

        /** 20 to 255 of the ice-chars, "-" and "_". */
        static boolean isTlsId(String text) {
            return SdpText.isIceText(text.replace('-', '+').replace('_', '+'), 20, 255);
        }
    }

    /**
     * {@code a=zrtp-hash}: what the peer's ZRTP Hello of a version will hash to.
     *
     * @param version as the Hello says it, e.g. "1.10"
     * @param hello SHA-256 of that message, 64 digits of lower case hexadecimal
     * @rfc 6189 8
     */
    record ZrtpHash(String version, String hello) implements Attribute {
        public ZrtpHash {
            if (!isVersion(version) || !isHash(hello)) {
                throw new IllegalArgumentException("ZRTP hash is misshapen");
            }
        }

        /** Four octets, as there is room for in a Hello. */
        static boolean isVersion(String text) {
            return text.matches("[0-9]\\.[0-9]{2}");
        }

        static boolean isHash(String text) {
            return text.matches("[0-9a-f]{64}");
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

    private static void requirePort(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port out of range");
        }
    }

    private static void requireMid(String value) {
        if (!Mid.isMid(value)) {
            throw new IllegalArgumentException("mid is misshapen");
        }
    }

    private static void requirePayloadType(int payloadType) {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("payload type out of range");
        }
    }
}
