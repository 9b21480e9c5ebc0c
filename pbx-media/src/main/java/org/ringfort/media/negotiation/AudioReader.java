package org.ringfort.media.negotiation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ringfort.media.srtp.MasterKey;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.Attribute.Direction;
import org.ringfort.protocol.sdp.Connection;
import org.ringfort.protocol.sdp.MediaDescription;
import org.ringfort.protocol.sdp.SessionDescription;

/** One audio section under a floor; the same for offers and answers. Pure. */
final class AudioReader {
    /** What a protocol of an m-line says of the keys. An RTP/AVP line is clear even where it carries crypto lines. */
    private static final Map<String, Keying> KEYING = Map.of(
            "RTP/SAVP", Keying.SDES,
            "RTP/SAVPF", Keying.SDES,
            "UDP/TLS/RTP/SAVP", Keying.DTLS,
            "UDP/TLS/RTP/SAVPF", Keying.DTLS,
            "RTP/AVP", Keying.CLEAR,
            "RTP/AVPF", Keying.CLEAR);

    /** A hold of old, and for a peer that makes checks no address yet. */
    private static final String NOWHERE = "0.0.0.0";

    private AudioReader() {}

    static Outcome<RemoteAudio> read(SessionDescription session, MediaDescription media, Floor floor) {
        if (!media.type().equals("audio") || media.port() == 0) {
            return refused("no audio stream");
        }
        Keying named = KEYING.get(media.protocol().toUpperCase(Locale.ROOT));
        if (named == null) {
            return refused("unknown media protocol");
        }
        Keying keying = keying(session, media, named, floor);
        if (!floor.allows(keying)) {
            return refused(why(keying, floor));
        }
        List<Format> formats = Format.of(media).stream()
                .filter(format -> floor.codecs().contains(format.codec()))
                .toList();
        if (formats.stream().noneMatch(format -> format.codec().isAudio())) {
            return refused("no codec in common");
        }
        List<OfferedKey> keys = keying == Keying.SDES ? keys(media, floor) : List.of();
        if (keying == Keying.SDES && keys.isEmpty()) {
            return refused("no acceptable SRTP suite");
        }
        RemotePath path = PathReader.read(session, media, keying);
        if (keying == Keying.DTLS && path.dtls().isEmpty()) {
            return refused("no fingerprint of a hash that is known");
        }
        Optional<Connection> connection = media.connection().isPresent() ? media.connection() : session.connection();
        Optional<InetAddress> address = connection.flatMap(AudioReader::literal);
        boolean oldHold = path.ice().isEmpty()
                && connection.filter(where -> where.address().equals(NOWHERE)).isPresent();
        Direction stated = media.attribute(Direction.class)
                .or(() -> session.attribute(Direction.class))
                .orElse(Direction.SENDRECV);
        return new Outcome.Agreed<>(new RemoteAudio(
                address.map(where -> new InetSocketAddress(where, media.port())),
                rtcp(media, address),
                media.attribute(Attribute.RtcpMux.class).isPresent(),
                oldHold ? stated.and(Direction.SENDONLY) : stated,
                formats,
                media.attribute(Attribute.PacketTime.class)
                        .map(Attribute.PacketTime::milliseconds)
                        .orElse(0),
                media.protocol(),
                keying,
                keys,
                keying == Keying.ZRTP ? PathReader.hellos(session, media) : List.of(),
                media.attribute(Attribute.ExtendedReports.class)
                        .or(() -> session.attribute(Attribute.ExtendedReports.class)),
                path));
    }

    /**
     * Some name the older protocol and give a fingerprint: they mean a handshake, or leave it to us where they give keys too. ZRTP
     * looks like media in clear, and counts only where it is allowed by name and a Hello is told.
     */
    private static Keying keying(SessionDescription session, MediaDescription media, Keying named, Floor floor) {
        if (named == Keying.CLEAR && floor.allows(Keying.ZRTP)) {
            return PathReader.hellos(session, media).isEmpty() ? named : Keying.ZRTP;
        }
        if (named != Keying.SDES || !PathReader.hasFingerprint(session, media)) {
            return named;
        }
        boolean keys = media.attribute(Attribute.Crypto.class).isPresent();
        return keys && floor.prefersSdes() ? Keying.SDES : Keying.DTLS;
    }

    private static String why(Keying keying, Floor floor) {
        return switch (keying) {
            case SDES ->
                floor.signallingSecured()
                        ? "SDES is not allowed here"
                        : "SDES keys are not accepted over unencrypted signalling";
            case DTLS ->
                floor.keyings().contains(Keying.DTLS) ? "no acceptable SRTP suite" : "DTLS-SRTP is not allowed here";
            case ZRTP -> "ZRTP is not allowed here";
            case CLEAR -> "media without SRTP is not allowed here";
        };
    }

    /** Crypto lines we can work with: a suite of the floor, one key of the right length, nothing that weakens it.
     *  @rfc 4568 6.3 */
    private static List<OfferedKey> keys(MediaDescription media, Floor floor) {
        List<OfferedKey> keys = new ArrayList<>();
        for (Attribute.Crypto line : media.attributes(Attribute.Crypto.class)) {
            Optional<SrtpProfile> profile = SrtpProfile.ofSuite(line.suite()).filter(floor.profiles()::contains);
            boolean plain = line.sessionParameters().stream()
                    .allMatch(parameter -> parameter.startsWith("WSH=") || parameter.equals("KDR=0"));
            if (profile.isEmpty() || line.keys().size() != 1 || !plain) {
                continue;
            }
            Attribute.InlineKey inline = line.keys().getFirst();
            int identifierBytes = inline.mki().map(Attribute.Mki::lengthBytes).orElse(0);
            MasterKey.of(profile.get(), inline.keyAndSalt())
                    .ifPresent(key -> keys.add(new OfferedKey(line.tag(), key, identifierBytes)));
        }
        return keys;
    }

    private static Optional<InetSocketAddress> rtcp(MediaDescription media, Optional<InetAddress> address) {
        Optional<Attribute.RtcpAddress> stated = media.attribute(Attribute.RtcpAddress.class);
        if (stated.isEmpty()) {
            return media.port() == 65_535
                    ? Optional.empty()
                    : address.map(where -> new InetSocketAddress(where, media.port() + 1));
        }
        Optional<InetAddress> where =
                stated.get().connection().flatMap(AudioReader::literal).or(() -> address);
        return where.map(host -> new InetSocketAddress(host, stated.get().port()));
    }

    /** Never asks DNS; an address that nobody can be reached at counts as none. */
    private static Optional<InetAddress> literal(Connection connection) {
        try {
            InetAddress address = InetAddress.ofLiteral(connection.address());
            return address.isAnyLocalAddress() || address.isMulticastAddress()
                    ? Optional.empty()
                    : Optional.of(address);
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    private static Outcome<RemoteAudio> refused(String detail) {
        return new Outcome.Refused<>(Refusal.notAcceptable(detail));
    }
}
