package org.ringfort.protocol.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringfort.kernel.secret.Secret;
import org.ringfort.protocol.sdp.Attribute.Crypto;
import org.ringfort.protocol.sdp.Attribute.Direction;
import org.ringfort.protocol.sdp.Attribute.EndOfCandidates;
import org.ringfort.protocol.sdp.Attribute.ExtendedReports;
import org.ringfort.protocol.sdp.Attribute.Fingerprint;
import org.ringfort.protocol.sdp.Attribute.FormatParameters;
import org.ringfort.protocol.sdp.Attribute.Group;
import org.ringfort.protocol.sdp.Attribute.IceLite;
import org.ringfort.protocol.sdp.Attribute.InlineKey;
import org.ringfort.protocol.sdp.Attribute.Mid;
import org.ringfort.protocol.sdp.Attribute.Mki;
import org.ringfort.protocol.sdp.Attribute.Other;
import org.ringfort.protocol.sdp.Attribute.PacketTime;
import org.ringfort.protocol.sdp.Attribute.RtcpAddress;
import org.ringfort.protocol.sdp.Attribute.RtcpMux;
import org.ringfort.protocol.sdp.Attribute.RtpMap;
import org.ringfort.protocol.sdp.Attribute.Setup;
import org.ringfort.protocol.sdp.Attribute.TlsId;
import org.ringfort.protocol.sdp.Attribute.ZrtpHash;

/**
 * The text after {@code a=}. A misshapen attribute does not spoil the description: it becomes {@link Other}, which
 * nobody acts on. Pure.
 */
final class AttributeReader {
    private static final int KEYS = 8;
    private static final int KEY_CHARACTERS = 256;

    private AttributeReader() {}

    /** Empty where there is no name. */
    static Optional<Attribute> read(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> value = colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
        Optional<? extends Attribute> known = known(name, value);
        return Optional.of(known.isPresent() ? known.get() : new Other(name, value));
    }

    private static Optional<? extends Attribute> known(String name, Optional<String> value) {
        if (value.isEmpty()) {
            return flag(name);
        }
        String text = value.get();
        return switch (name) {
            case "rtpmap" -> rtpMap(text);
            case "fmtp" -> formatParameters(text);
            case "rtcp" -> rtcp(text);
            case "rtcp-xr" -> extendedReports(text);
            case "ptime" -> packetTime(text);
            case "crypto" -> crypto(text);
            case "setup" -> setup(text);
            case "fingerprint" -> fingerprint(text);
            case "mid" -> mid(text.strip());
            case "group" -> group(text);
            case "tls-id" -> tlsId(text.strip());
            case "zrtp-hash" -> zrtpHash(text);
            case "ice-ufrag" -> IceAttributeReader.fragment(text.strip());
            case "ice-pwd" -> IceAttributeReader.password(text.strip());
            case "ice-options" -> IceAttributeReader.options(text);
            case "candidate" -> IceAttributeReader.candidate(text);
            default -> Optional.empty();
        };
    }

    private static Optional<? extends Attribute> flag(String name) {
        return switch (name) {
            case "sendrecv" -> Optional.of(Direction.SENDRECV);
            case "sendonly" -> Optional.of(Direction.SENDONLY);
            case "recvonly" -> Optional.of(Direction.RECVONLY);
            case "inactive" -> Optional.of(Direction.INACTIVE);
            case "rtcp-mux" -> Optional.of(new RtcpMux());
            case "ice-lite" -> Optional.of(new IceLite());
            case "end-of-candidates" -> Optional.of(new EndOfCandidates());
            default -> Optional.empty();
        };
    }

    private static Optional<RtpMap> rtpMap(String text) {
        String[] halves = text.strip().split(" +", 2);
        if (halves.length != 2) {
            return Optional.empty();
        }
        String[] parts = halves[1].split("/", -1);
        int payloadType = SdpText.number(halves[0], 127);
        if (payloadType < 0 || parts.length < 2 || parts.length > 3 || !SdpText.isToken(parts[0])) {
            return Optional.empty();
        }
        int clock = SdpText.number(parts[1], 999_999_999);
        int channels = parts.length == 3 ? SdpText.number(parts[2], 255) : 1;
        if (clock < 1 || channels < 1) {
            return Optional.empty();
        }
        return Optional.of(new RtpMap(payloadType, parts[0], clock, channels));
    }

    private static Optional<FormatParameters> formatParameters(String text) {
        String[] halves = text.strip().split(" +", 2);
        if (halves.length != 2 || !SdpText.isWord(halves[0]) || halves[1].isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new FormatParameters(halves[0], halves[1].strip()));
    }

    private static Optional<RtcpAddress> rtcp(String text) {
        String[] parts = text.strip().split(" ", -1);
        int port = SdpText.number(parts[0], 65_535);
        if (port < 1) {
            return Optional.empty();
        }
        if (parts.length == 1) {
            return Optional.of(new RtcpAddress(port, Optional.empty()));
        }
        return Lines.connection(Arrays.copyOfRange(parts, 1, parts.length))
                .map(connection -> new RtcpAddress(port, Optional.of(connection)));
    }

    private static Optional<ExtendedReports> extendedReports(String text) {
        List<String> formats = Arrays.stream(text.strip().split(" +"))
                .filter(format -> !format.isEmpty())
                .toList();
        return formats.stream().allMatch(SdpText::isWord)
                ? Optional.of(new ExtendedReports(formats))
                : Optional.empty();
    }

    private static Optional<PacketTime> packetTime(String text) {
        int milliseconds = SdpText.number(text.strip(), 1_000);
        return milliseconds < 1 ? Optional.empty() : Optional.of(new PacketTime(milliseconds));
    }

    private static Optional<Setup> setup(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "active" -> Optional.of(Setup.ACTIVE);
            case "passive" -> Optional.of(Setup.PASSIVE);
            case "actpass" -> Optional.of(Setup.ACTPASS);
            case "holdconn" -> Optional.of(Setup.HOLDCONN);
            default -> Optional.empty();
        };
    }

    private static Optional<Fingerprint> fingerprint(String text) {
        String[] parts = text.strip().split(" ", -1);
        if (parts.length != 2 || !SdpText.isToken(parts[0])) {
            return Optional.empty();
        }
        String value = parts[1].toUpperCase(Locale.ROOT);
        if (!value.matches("[0-9A-F]{2}(:[0-9A-F]{2}){0,63}")) {
            return Optional.empty();
        }
        return Optional.of(new Fingerprint(parts[0].toLowerCase(Locale.ROOT), value));
    }

    private static Optional<Mid> mid(String text) {
        return Mid.isMid(text) ? Optional.of(new Mid(text)) : Optional.empty();
    }

    private static Optional<Group> group(String text) {
        String[] parts = text.strip().split(" +");
        List<String> mids = List.of(parts).subList(1, parts.length);
        return SdpText.isToken(parts[0]) && mids.stream().allMatch(Mid::isMid)
                ? Optional.of(new Group(parts[0], mids))
                : Optional.empty();
    }

    private static Optional<TlsId> tlsId(String text) {
        return TlsId.isTlsId(text) ? Optional.of(new TlsId(text)) : Optional.empty();
    }

    /** {@code 1.10 fe30efd0…}, of either case. */
    private static Optional<ZrtpHash> zrtpHash(String text) {
        String[] parts = text.strip().split(" +");
        if (parts.length != 2 || !ZrtpHash.isVersion(parts[0])) {
            return Optional.empty();
        }
        String hello = parts[1].toLowerCase(Locale.ROOT);
        return ZrtpHash.isHash(hello) ? Optional.of(new ZrtpHash(parts[0], hello)) : Optional.empty();
    }

    /** {@code 1 AES_CM_128_HMAC_SHA1_80 inline:…|2^31|1:4;inline:… KDR=1}. */
    private static Optional<Crypto> crypto(String text) {
        String[] parts = text.strip().split(" +");
        if (parts.length < 3) {
            return Optional.empty();
        }
        int tag = SdpText.number(parts[0], 999_999_999);
        if (tag < 0 || !SdpText.isToken(parts[1])) {
            return Optional.empty();
        }
        List<InlineKey> keys = new ArrayList<>();
        String[] inlines = parts[2].split(";", -1);
        if (inlines.length > KEYS) {
            return Optional.empty();
        }
        for (String inline : inlines) {
            Optional<InlineKey> key = inlineKey(inline);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            keys.add(key.get());
        }
        List<String> parameters = List.of(parts).subList(3, parts.length);
        if (!parameters.stream().allMatch(SdpText::isWord)) {
            return Optional.empty();
        }
        return Optional.of(new Crypto(tag, parts[1], keys, parameters));
    }

    private static Optional<InlineKey> inlineKey(String text) {
        if (!text.regionMatches(true, 0, "inline:", 0, 7)) {
            return Optional.empty();
        }
        String[] parts = text.substring(7).split("\\|", -1);
        if (parts.length > 3 || parts[0].isEmpty() || parts[0].length() > KEY_CHARACTERS) {
            return Optional.empty();
        }
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(parts[0]); // accepts a missing "=" as well, as some phones send it
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        Optional<String> lifetime = Optional.empty();
        Optional<Mki> mki = Optional.empty();
        for (int at = 1; at < parts.length; at++) {
            Optional<Mki> read = mki(parts[at]);
            if (read.isPresent() && mki.isEmpty()) {
                mki = read;
            } else if (at == 1 && InlineKey.isLifetime(parts[at])) {
                lifetime = Optional.of(parts[at]);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new InlineKey(Secret.of(octets), lifetime, mki));
    }

    private static Optional<Mki> mki(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        int length = SdpText.number(text.substring(colon + 1), 128);
        String value = text.substring(0, colon);
        return length < 1 || !SdpText.isDigits(value) ? Optional.empty() : Optional.of(new Mki(value, length));
    }
}
