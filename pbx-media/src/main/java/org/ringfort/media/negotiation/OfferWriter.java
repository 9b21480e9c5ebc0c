package org.ringfort.media.negotiation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringfort.media.srtp.SrtpProfile;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.Attribute.Direction;
import org.ringfort.protocol.sdp.MediaDescription;

/**
 * Makes our offers: one audio section with our own keys, suites in the order of the floor.
 *
 * <p>A leg that has agreed before is offered what it agreed to: the suite, the protocol and the payload types of old, and
 * as many sections as there ever were.
 *
 * @rfc 3264 5
 * @rfc 3264 8
 */
public final class OfferWriter {
    /** The name of the section we offer, to those who bundle. */
    private static final String FIRST_SECTION = "0";

    private static final String NO_KEYING = "no keying that this leg may use";

    private OfferWriter() {}

    /**
     * @param wanted codecs that the other side can do, with their parameters, best first
     * @param across what of the other side passes to the letter
     * @param direction what the other side will do
     * @param earlier what the leg and we agreed on before, if anything
     * @param shape the shape of the sections then: their number, and which is ours
     */
    public static Outcome<LocalOffer> write(
            Floor floor,
            OwnKeys ownKeys,
            List<Format> wanted,
            EndToEnd across,
            int packetTimeMs,
            Direction direction,
            LocalPort port,
            Optional<Agreement> earlier,
            Optional<Shape> shape) {
        Set<Keying> keyings =
                earlier.map(agreement -> Set.of(agreement.keying())).orElseGet(() -> keyings(floor, across));
        if (keyings.isEmpty()) {
            return refused(floor.allows(Keying.ZRTP) || across.passes() ? EndToEnd.TWO_ENDS : NO_KEYING);
        }
        if (keyings.contains(Keying.ZRTP) != across.passes()) {
            return refused(EndToEnd.TWO_ENDS);
        }
        List<Format> formats =
                across.passes() ? across.among(floor.codecs()) : CodecChoice.together(numbered(floor, wanted, earlier));
        if (formats.stream().noneMatch(format -> format.codec().isAudio())) {
            return refused("no codec in common");
        }
        List<OfferedKey> keys = keyings.contains(Keying.SDES) ? keys(floor, ownKeys, earlier) : List.of();
        if (keyings.contains(Keying.SDES) && keys.isEmpty()) {
            return refused("no acceptable SRTP suite");
        }
        String protocol =
                earlier.map(agreement -> agreement.remote().protocol()).orElseGet(() -> protocol(keyings));
        boolean mux = earlier.map(Agreement::rtcpMux).orElse(true);
        boolean extended = !across.passes()
                && earlier.map(agreement -> agreement.remote().extended().isPresent())
                        .orElse(true);
        MediaDescription audio = AudioWriter.section(
                protocol,
                port,
                formats,
                keys,
                path(keyings, ownKeys, across, earlier),
                packetTimeMs,
                mux,
                extended,
                direction);
        List<MediaDescription> sections =
                new ArrayList<>(shape.map(Shape::sections).orElse(List.of(audio)));
        int chosen = shape.map(Shape::chosen).orElse(0);
        sections.set(chosen, audio);
        return new Outcome.Agreed<>(new LocalOffer(sections, chosen, keyings, keys, formats, direction));
    }

    /** All that protect; none is offered beside them. What is end to end on the other leg is on this one, and nothing else is. */
    private static Set<Keying> keyings(Floor floor, EndToEnd across) {
        if (across.passes()) {
            return floor.allows(Keying.ZRTP) ? Set.of(Keying.ZRTP) : Set.of();
        }
        Set<Keying> secure = EnumSet.noneOf(Keying.class);
        floor.keyings().stream()
                .filter(keying -> keying == Keying.SDES || keying == Keying.DTLS)
                .filter(floor::allows)
                .forEach(secure::add);
        return secure.isEmpty() && floor.allows(Keying.CLEAR) ? Set.of(Keying.CLEAR) : secure;
    }

    /** Where both are offered, the name that those who know one alone know too. */
    private static String protocol(Set<Keying> keyings) {
        return keyings.contains(Keying.SDES)
                ? "RTP/SAVP"
                : keyings.contains(Keying.DTLS) ? "UDP/TLS/RTP/SAVPF" : "RTP/AVP";
    }

    /** Handshakes are offered with checks: whoever makes none leaves them. Who begins is the peer's choice, each time.
     *  @rfc 8842 5.2 */
    private static OwnPath path(Set<Keying> keyings, OwnKeys ownKeys, EndToEnd across, Optional<Agreement> earlier) {
        Optional<RemotePath> known = earlier.map(agreement -> agreement.remote().path());
        boolean dtls = keyings.contains(Keying.DTLS);
        boolean checks = known.map(path -> path.ice().isPresent()).orElse(dtls);
        return new OwnPath(
                dtls
                        ? Optional.of(new OwnPath.OwnDtls(ownKeys.certificate(), Attribute.Setup.ACTPASS))
                        : Optional.empty(),
                checks ? Optional.of(ownKeys.ice()) : Optional.empty(),
                known.map(RemotePath::mid).orElse(dtls ? Optional.of(FIRST_SECTION) : Optional.empty()),
                across.hellos());
    }

    /** The sections a leg knows of, refused ones as they stand. */
    public record Shape(List<MediaDescription> sections, int chosen) {
        public Shape {
            sections = List.copyOf(sections);
        }
    }

    private static List<OfferedKey> keys(Floor floor, OwnKeys ownKeys, Optional<Agreement> earlier) {
        List<SrtpProfile> profiles =
                earlier.flatMap(Agreement::profile).map(List::of).orElse(floor.profiles());
        List<OfferedKey> keys = new ArrayList<>();
        for (SrtpProfile profile : profiles) {
            keys.add(new OfferedKey(keys.size() + 1, ownKeys.of(profile), 0));
        }
        return keys;
    }

    /** Payload types: those of old where there are any, else ours, else any dynamic one that is free. */
    private static List<Format> numbered(Floor floor, List<Format> wanted, Optional<Agreement> earlier) {
        List<Format> known = earlier.map(Agreement::sending).orElse(List.of());
        Set<Integer> taken = new HashSet<>();
        known.forEach(format -> taken.add(format.payloadType()));
        List<Format> formats = new ArrayList<>();
        for (Format format : wanted) {
            if (!floor.codecs().contains(format.codec())) {
                continue;
            }
            int type = known.stream()
                    .filter(old -> old.codec() == format.codec())
                    .map(Format::payloadType)
                    .findFirst()
                    .orElseGet(() -> free(format.codec(), taken));
            taken.add(type);
            formats.add(new Format(type, format.codec(), format.parameters()));
        }
        return formats;
    }

    private static int free(Codec codec, Set<Integer> taken) {
        int type = codec.preferredType();
        while (taken.contains(type)) {
            type = type >= 127 || type < 96 ? 96 : type + 1;
        }
        return type;
    }

    private static Outcome<LocalOffer> refused(String detail) {
        return new Outcome.Refused<>(Refusal.notAcceptable(detail));
    }
}
