package org.ringfort.media.negotiation;

import java.util.Optional;
import org.ringfort.protocol.sdp.Decoded;
import org.ringfort.protocol.sdp.Limits;
import org.ringfort.protocol.sdp.MediaDescription;
import org.ringfort.protocol.sdp.SdpDecoder;
import org.ringfort.protocol.sdp.SessionDescription;

/**
 * Reads a peer's offer: the first audio section that the floor accepts is the one. Pure.
 *
 * @rfc 3264 6
 */
public final class OfferReader {
    private OfferReader() {}

    public static Outcome<RemoteOffer> read(byte[] body, Floor floor) {
        return switch (SdpDecoder.decode(Limits.DEFAULT, body)) {
            case Decoded.Refused refused ->
                Outcome.refused(Refusal.Reason.MALFORMED, "line " + refused.line() + ": " + refused.fault());
            case Decoded.Description description -> choose(description.session(), floor);
        };
    }

    private static Outcome<RemoteOffer> choose(SessionDescription session, Floor floor) {
        Optional<Refusal> why = Optional.empty();
        for (int at = 0; at < session.media().size(); at++) {
            MediaDescription media = session.media().get(at);
            switch (AudioReader.read(session, media, floor)) {
                case Outcome.Agreed<RemoteAudio> agreed -> {
                    return new Outcome.Agreed<>(new RemoteOffer(
                            session.media().stream()
                                    .map(MediaDescription::refused)
                                    .toList(),
                            at,
                            agreed.value()));
                }
                case Outcome.Refused<RemoteAudio> refused -> {
                    if (why.isEmpty() || media.type().equals("audio")) {
                        why = Optional.of(refused.refusal());
                    }
                }
            }
        }
        return new Outcome.Refused<>(why.orElseGet(() -> Refusal.notAcceptable("no audio stream")));
    }
}
