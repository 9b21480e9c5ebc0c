package org.ringfort.protocol.sdp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A {@link SessionDescription} to octets, in the order of the grammar, lines ended by CRLF. Pure.
 *
 * @rfc 8866 9
 */
public final class SdpEncoder {
    private SdpEncoder() {}

    public static byte[] encode(SessionDescription session) {
        var text = new StringBuilder(512).append("v=0\r\n");
        Origin origin = session.origin();
        text.append("o=").append(origin.username()).append(' ').append(origin.sessionId());
        text.append(' ').append(origin.version()).append(" IN ").append(origin.type());
        text.append(' ').append(origin.address()).append("\r\n");
        text.append("s=").append(session.name()).append("\r\n");
        session.connection().ifPresent(connection -> line(text, "c=", connection(connection)));
        text.append("t=0 0\r\n");
        session.attributes().forEach(attribute -> line(text, "a=", attribute(attribute)));
        for (MediaDescription media : session.media()) {
            text.append("m=").append(media.type()).append(' ').append(media.port());
            text.append(' ').append(media.protocol());
            media.formats().forEach(format -> text.append(' ').append(format));
            text.append("\r\n");
            media.connection().ifPresent(connection -> line(text, "c=", connection(connection)));
            media.attributes().forEach(attribute -> line(text, "a=", attribute(attribute)));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String type, String value) {
        text.append(type).append(value).append("\r\n");
    }

    private static String connection(Connection connection) {
        return "IN " + connection.type() + " " + connection.address();
    }

    private static String attribute(Attribute attribute) {
        return switch (attribute) {
            case Attribute.RtpMap map ->
                "rtpmap:" + map.payloadType() + " " + map.encoding() + "/" + map.clockHz()
                        + (map.channels() == 1 ? "" : "/" + map.channels());
            case Attribute.FormatParameters parameters -> "fmtp:" + parameters.format() + " " + parameters.parameters();
            case Attribute.Direction direction -> direction.name().toLowerCase(Locale.ROOT);
            case Attribute.RtcpAddress rtcp ->
                "rtcp:" + rtcp.port()
                        + rtcp.connection()
                                .map(where -> " " + connection(where))
                                .orElse("");
            case Attribute.RtcpMux ignored -> "rtcp-mux";
            case Attribute.ExtendedReports reports -> "rtcp-xr:" + String.join(" ", reports.formats());
            case Attribute.PacketTime time -> "ptime:" + time.milliseconds();
            case Attribute.Crypto crypto -> crypto(crypto);
            case Attribute.Setup setup -> "setup:" + setup.name().toLowerCase(Locale.ROOT);
            case Attribute.Fingerprint fingerprint -> "fingerprint:" + fingerprint.hash() + " " + fingerprint.value();
            case Attribute.IceUfrag fragment -> "ice-ufrag:" + fragment.value();
            case Attribute.IcePwd password -> "ice-pwd:" + password.value().revealText();
            case Attribute.IceLite ignored -> "ice-lite";
            case Attribute.IceOptions options -> "ice-options:" + String.join(" ", options.options());
            case Attribute.Candidate candidate -> candidate(candidate);
            case Attribute.EndOfCandidates ignored -> "end-of-candidates";
            case Attribute.Mid mid -> "mid:" + mid.value();
            case Attribute.Group group ->
                "group:" + group.semantics()
                        + group.mids().stream().map(mid -> " " + mid).collect(Collectors.joining());
            case Attribute.TlsId id -> "tls-id:" + id.value();
            case Attribute.ZrtpHash hash -> "zrtp-hash:" + hash.version() + " " + hash.hello();
            case Attribute.Other other ->
                other.name() + other.value().map(value -> ":" + value).orElse("");
        };
    }

    private static String candidate(Attribute.Candidate candidate) {
        return "candidate:" + candidate.foundation() + " " + candidate.component() + " " + candidate.transport() + " "
                + candidate.priority() + " " + candidate.address() + " " + candidate.port() + " typ " + candidate.type()
                + candidate
                        .related()
                        .map(related -> " raddr " + related.address() + " rport " + related.port())
                        .orElse("");
    }

    private static String crypto(Attribute.Crypto crypto) {
        String keys = crypto.keys().stream().map(SdpEncoder::inline).collect(Collectors.joining(";"));
        String parameters = String.join(" ", crypto.sessionParameters());
        return "crypto:" + crypto.tag() + " " + crypto.suite() + " " + keys
                + (parameters.isEmpty() ? "" : " " + parameters);
    }

    private static String inline(Attribute.InlineKey key) {
        return "inline:" + Base64.getEncoder().encodeToString(key.keyAndSalt().reveal())
                + key.lifetime().map(lifetime -> "|" + lifetime).orElse("")
                + key.mki()
                        .map(mki -> "|" + mki.value() + ":" + mki.lengthBytes())
                        .orElse("");
    }
}
