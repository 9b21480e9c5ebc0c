package org.ringfort.media.session;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ringfort.media.negotiation.Agreement;
import org.ringfort.media.negotiation.Codec;
import org.ringfort.media.negotiation.Format;
import org.ringfort.media.negotiation.Keying;
import org.ringfort.media.relay.Keys;
import org.ringfort.media.relay.Payload;
import org.ringfort.media.relay.ReportsWanted;
import org.ringfort.media.relay.Terms;
import org.ringfort.protocol.sdp.Attribute;

/** What was agreed on, in the relay's words. Pure. */
final class RelayTerms {
    private RelayTerms() {}

    /** @param inBandDigits whether digits that the peer sounds are to be found */
    static Terms of(Agreement with, Optional<InetAddress> signallingHost, boolean inBandDigits) {
        Map<Payload, Integer> sending = new LinkedHashMap<>();
        with.sending().forEach(format -> sending.put(payload(format.codec()), format.payloadType()));
        Map<Integer, Payload> receiving = new HashMap<>();
        for (Format format : with.receiving()) {
            if (sending.containsKey(payload(format.codec()))) {
                receiving.put(format.payloadType(), payload(format.codec()));
            }
        }
        // some phones send under the payload types of their own description
        with.sending().forEach(format -> receiving.putIfAbsent(format.payloadType(), payload(format.codec())));
        if (pauses(with)) {
            receiving.putIfAbsent(Format.of(Codec.COMFORT_NOISE).payloadType(), Payload.COMFORT_NOISE);
        }
        return new Terms(
                keys(with),
                with.remote().path().ice(),
                with.remote().rtp(),
                with.remote().rtcp(),
                signallingHost,
                with.rtcpMux(),
                with.direction().sends(),
                with.direction().receives(),
                receiving,
                sending,
                with.remote().extended().map(RelayTerms::wanted).orElse(ReportsWanted.NOTHING),
                inBandDigits);
    }

    /**
     * Whether the peer may tell of pauses, whether that was agreed on or not: phones that leave out silence do so unasked (Asterisk warns of
     * them), and what nobody takes counts as lost. It has the clock of the speech that it stands beside.
     *
     * @rfc 3389 4
     */
    private static boolean pauses(Agreement with) {
        return with.codecs().stream()
                .anyMatch(codec -> codec.isAudio() && codec.clockHz() == Codec.COMFORT_NOISE.clockHz());
    }

    private static Keys keys(Agreement with) {
        if (with.dtls().isPresent()) {
            return new Keys.Dtls(with.dtls().get());
        }
        if (with.keying() == Keying.ZRTP) {
            return new Keys.Zrtp(with.remote().hellos().stream()
                    .map(Attribute.ZrtpHash::hello)
                    .toList());
        }
        return with.theirs()
                .flatMap(theirs -> with.ours().<Keys>map(ours -> new Keys.Sdes(theirs, with.identifierBytes(), ours)))
                .orElseGet(Keys.Clear::new);
    }

    private static ReportsWanted wanted(Attribute.ExtendedReports extended) {
        return new ReportsWanted(extended.names("rcvr-rtt"), extended.names("voip-metrics"));
    }

    private static Payload payload(Codec codec) {
        return switch (codec) {
            case PCMU -> Payload.PCMU;
            case PCMA -> Payload.PCMA;
            case G722 -> Payload.G722;
            case OPUS -> Payload.OPUS;
            case TELEPHONE_EVENT -> Payload.EVENT;
            case COMFORT_NOISE -> Payload.COMFORT_NOISE;
        };
    }
}
