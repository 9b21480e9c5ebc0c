package org.ringfort.media.negotiation;

import java.util.List;
import java.util.Optional;
import org.ringfort.media.dtls.Fingerprint;
import org.ringfort.media.ice.IceCredentials;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.MediaDescription;
import org.ringfort.protocol.sdp.SessionDescription;

/** What a section says of its path; what it leaves out may stand before all sections. Pure. */
final class PathReader {
    /** Sections that share one path.
     *  @rfc 9143 7 */
    static final String BUNDLE = "BUNDLE";

    /** Of each version of ZRTP one. */
    private static final int MOST_HELLOS = 4;

    private PathReader() {}

    /**
     * Checks count where RTP and RTCP share the port: another port would want checks of its own.
     */
    static RemotePath read(SessionDescription session, MediaDescription media, Keying keying) {
        boolean one = media.attribute(Attribute.RtcpMux.class).isPresent();
        return new RemotePath(
                keying == Keying.DTLS ? dtls(session, media) : Optional.empty(),
                one && (keying == Keying.SDES || keying == Keying.DTLS) ? ice(session, media) : Optional.empty(),
                mid(session, media));
    }

    /** What its Hello hashes to, for each version that it tells of; none where it tells of more than there ever were.
     *  @rfc 6189 8.1 */
    static List<Attribute.ZrtpHash> hellos(SessionDescription session, MediaDescription media) {
        List<Attribute.ZrtpHash> told = media.attributes(Attribute.ZrtpHash.class);
        if (told.isEmpty()) {
            told = session.attributes().stream()
                    .filter(Attribute.ZrtpHash.class::isInstance)
                    .map(Attribute.ZrtpHash.class::cast)
                    .toList();
        }
        return told.size() > MOST_HELLOS ? List.of() : told;
    }

    /** Whether there is a fingerprint at all, of whatever hash. */
    static boolean hasFingerprint(SessionDescription session, MediaDescription media) {
        return either(session, media, Attribute.Fingerprint.class).isPresent();
    }

    private static Optional<RemoteDtls> dtls(SessionDescription session, MediaDescription media) {
        List<Fingerprint> fingerprints = fingerprints(media.attributes());
        if (media.attribute(Attribute.Fingerprint.class).isEmpty()) {
            fingerprints = fingerprints(session.attributes());
        }
        if (fingerprints.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RemoteDtls(
                fingerprints,
                either(session, media, Attribute.Setup.class).orElse(Attribute.Setup.ACTIVE),
                either(session, media, Attribute.TlsId.class)
                        .map(Attribute.TlsId::value)
                        .orElse("")));
    }

    private static List<Fingerprint> fingerprints(List<Attribute> attributes) {
        return attributes.stream()
                .filter(Attribute.Fingerprint.class::isInstance)
                .map(Attribute.Fingerprint.class::cast)
                .flatMap(told -> Fingerprint.of(told.hash(), told.value()).stream())
                .toList();
    }

    /** A peer that is lite as well sends no checks: with it all goes as without. */
    private static Optional<IceCredentials> ice(SessionDescription session, MediaDescription media) {
        if (session.attribute(Attribute.IceLite.class).isPresent()) {
            return Optional.empty();
        }
        Optional<Attribute.IceUfrag> fragment = either(session, media, Attribute.IceUfrag.class);
        Optional<Attribute.IcePwd> password = either(session, media, Attribute.IcePwd.class);
        return fragment.flatMap(name -> password.map(word -> new IceCredentials(name.value(), word.value())));
    }

    private static Optional<String> mid(SessionDescription session, MediaDescription media) {
        return media.attribute(Attribute.Mid.class)
                .map(Attribute.Mid::value)
                .filter(mid -> session.attributes().stream()
                        .anyMatch(attribute -> attribute instanceof Attribute.Group(String semantics, List<String> mids)
                                && semantics.equals(BUNDLE)
                                && mids.contains(mid)));
    }

    private static <A extends Attribute> Optional<A> either(
            SessionDescription session, MediaDescription media, Class<A> kind) {
        return media.attribute(kind).or(() -> session.attribute(kind));
    }
}
