package org.ringfort.media.negotiation;

import java.util.List;
import java.util.Optional;
import org.ringfort.media.dtls.DtlsTerms;
import org.ringfort.protocol.sdp.Attribute.Direction;
import org.ringfort.protocol.sdp.Decoded;
import org.ringfort.protocol.sdp.Limits;
import org.ringfort.protocol.sdp.SdpDecoder;
import org.ringfort.protocol.sdp.SessionDescription;

/**
 * Reads a peer's answer to what we offered. An answer that takes what nobody offered is refused, not repaired: baresip 1.0,
 * offered only AEAD_AES_256_GCM, answers with another suite.
 *
 * @rfc 3264 7
 * @rfc 4568 5.1.3
 */
public final class AnswerReader {
    private AnswerReader() {}

    public static Outcome<Agreement> read(byte[] body, LocalOffer offer, Floor floor) {
        return switch (SdpDecoder.decode(Limits.DEFAULT, body)) {
            case Decoded.Refused refused ->
                Outcome.refused(Refusal.Reason.MALFORMED, "line " + refused.line() + ": " + refused.fault());
            case Decoded.Description description -> agree(description.session(), offer, floor);
        };
    }

    private static Outcome<Agreement> agree(SessionDescription session, LocalOffer offer, Floor floor) {
        if (session.media().size() <= offer.chosen()) {
            return refused("the answer has no such stream");
        }
        return AudioReader.read(session, session.media().get(offer.chosen()), floor)
                .then(audio -> agree(audio, offer, floor));
    }

    private static Outcome<Agreement> agree(RemoteAudio audio, LocalOffer offer, Floor floor) {
        if (!offer.keyings().contains(audio.keying())) {
            return refused("the answer changes the media protocol");
        }
        List<Format> common = CodecChoice.together(audio.formats().stream()
                .filter(format -> offer.formats().stream().anyMatch(ours -> ours.codec() == format.codec()))
                .toList());
        if (common.stream().noneMatch(format -> format.codec().isAudio())) {
            return refused("the answer takes no codec that was offered");
        }
        Direction direction = audio.direction().and(offer.direction().mirrored());
        if (audio.keying() != Keying.SDES) {
            Optional<DtlsTerms> dtls = audio.path()
                    .dtls()
                    .flatMap(theirs ->
                            Roles.answered(theirs.setup()).map(role -> Roles.terms(role, audio, theirs, floor)));
            if (audio.keying() == Keying.DTLS && dtls.isEmpty()) {
                return refused("the answer does not say who begins the handshake");
            }
            return new Outcome.Agreed<>(new Agreement(
                    audio,
                    audio.keying(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    dtls,
                    common,
                    offer.formats(),
                    direction,
                    audio.rtcpMux()));
        }
        OfferedKey theirs = audio.keys().getFirst();
        Optional<OfferedKey> ours = offer.keys().stream()
                .filter(key -> key.tag() == theirs.tag()
                        && key.key().profile() == theirs.key().profile())
                .findFirst();
        if (ours.isEmpty()) {
            return refused("the answer takes an SRTP suite that was not offered");
        }
        return new Outcome.Agreed<>(new Agreement(
                audio,
                Keying.SDES,
                Optional.of(theirs.key()),
                theirs.identifierBytes(),
                Optional.of(ours.get().key()),
                Optional.empty(),
                common,
                offer.formats(),
                direction,
                audio.rtcpMux()));
    }

    private static Outcome<Agreement> refused(String detail) {
        return new Outcome.Refused<>(Refusal.notAcceptable(detail));
    }
}
