package org.ringfort.media.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.media.dtls.DtlsTerms;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.sdp.Attribute.Direction;
import org.ringfort.protocol.sdp.MediaDescription;

/**
 * Makes our answers: the best suite by our order among those offered, under the tag of the offer; the codecs the other side
 * can do; every other section refused.
 *
 * @rfc 3264 6
 * @rfc 4568 5.1.2
 * @rfc 5763 5
 */
public final class AnswerWriter {
    private AnswerWriter() {}

    /** What we say, and what it means. */
    public record Answer(List<MediaDescription> sections, Agreement agreement) {
        public Answer {
            sections = List.copyOf(sections);
        }
    }

    /**
     * @param possible codecs the other side does, best first; where the offer has none of them, speech will be recoded
     * @param across what of the other side passes to the letter
     * @param direction what the other side will do; narrowed to what the offer leaves
     * @param earlier what the leg and we agreed on before, if anything
     */
    public static Outcome<Answer> write(
            RemoteOffer offer,
            Floor floor,
            OwnKeys ownKeys,
            List<Codec> possible,
            EndToEnd across,
            int packetTimeMs,
            Direction direction,
            LocalPort port,
            Optional<Agreement> earlier) {
        RemoteAudio remote = offer.audio();
        Optional<Refusal> alone = across.against(remote.keying());
        if (alone.isPresent()) {
            return new Outcome.Refused<>(alone.get());
        }
        List<Format> formats = formats(remote, possible, across);
        if (formats.stream().noneMatch(format -> format.codec().isAudio())) {
            return new Outcome.Refused<>(Refusal.notAcceptable("no codec in common"));
        }
        Optional<OfferedKey> theirs = best(remote, floor);
        if (remote.keying() == Keying.SDES && theirs.isEmpty()) {
            return new Outcome.Refused<>(Refusal.notAcceptable("no acceptable SRTP suite"));
        }
        Optional<DtlsTerms> dtls = remote.path()
                .dtls()
                .flatMap(theirDtls -> Roles.answering(
                                theirDtls.setup(),
                                earlier.flatMap(Agreement::dtls).map(DtlsTerms::role))
                        .map(role -> Roles.terms(role, remote, theirDtls, floor)));
        if (remote.keying() == Keying.DTLS && dtls.isEmpty()) {
            return new Outcome.Refused<>(Refusal.notAcceptable("nobody begins the handshake"));
        }
        Optional<OfferedKey> ours =
                theirs.map(key -> new OfferedKey(key.tag(), ownKeys.of(key.key().profile()), 0));
        Direction written = direction.and(remote.direction().mirrored());
        List<MediaDescription> sections = new ArrayList<>(offer.sections());
        sections.set(
                offer.chosen(),
                AudioWriter.section(
                        remote.protocol(),
                        port,
                        formats,
                        ours.map(List::of).orElse(List.of()),
                        path(remote, ownKeys, across, dtls),
                        packetTimeMs,
                        remote.rtcpMux(),
                        remote.extended().isPresent() && !across.passes(),
                        written));
        var agreement = new Agreement(
                remote,
                remote.keying(),
                theirs.map(OfferedKey::key),
                theirs.map(OfferedKey::identifierBytes).orElse(0),
                ours.map(OfferedKey::key),
                dtls,
                formats,
                formats,
                written.mirrored(),
                remote.rtcpMux());
        return new Outcome.Agreed<>(new Answer(sections, agreement));
    }

    /** As the offer numbers them; but where nobody between the ends can number a packet anew, as the other end does. */
    private static List<Format> formats(RemoteAudio remote, List<Codec> possible, EndToEnd across) {
        if (across.passes()) {
            return across.among(remote.formats().stream().map(Format::codec).toList());
        }
        return CodecChoice.together(CodecChoice.answered(possible, remote.formats()).stream()
                .flatMap(codec -> remote.formats().stream().filter(format -> format.codec() == codec))
                .toList());
    }

    private static OwnPath path(RemoteAudio remote, OwnKeys ownKeys, EndToEnd across, Optional<DtlsTerms> dtls) {
        return new OwnPath(
                dtls.map(terms -> new OwnPath.OwnDtls(ownKeys.certificate(), Roles.setup(terms.role()))),
                remote.path().ice().map(_ -> ownKeys.ice()),
                remote.path().mid(),
                across.hellos());
    }

    private static Optional<OfferedKey> best(RemoteAudio remote, Floor floor) {
        for (SrtpProfile profile : floor.profiles()) {
            for (OfferedKey key : remote.keys()) {
                if (key.key().profile() == profile) {
                    return Optional.of(key);
                }
            }
        }
        return Optional.empty();
    }
}
