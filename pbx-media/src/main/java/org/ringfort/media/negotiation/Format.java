package org.ringfort.media.negotiation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.MediaDescription;

/**
 * A codec under a payload type.
 *
 * @param payloadType 0 to 127
 * @param parameters what may be told to the other side of the format's parameters, rewritten; never raw text of a peer
 */
public record Format(int payloadType, Codec codec, Optional<String> parameters) {
    /** Parameters of Opus that are numbers and mean the same to any peer.
     *  @rfc 7587 6.1 */
    private static final Set<String> OPUS_PARAMETERS = Set.of(
            "maxplaybackrate",
            "sprop-maxcapturerate",
            "maxaveragebitrate",
            "minptime",
            "stereo",
            "sprop-stereo",
            "cbr",
            "useinbandfec",
            "usedtx");

    /** A codec as we would offer it by ourselves. */
    public static Format of(Codec codec) {
        return new Format(codec.preferredType(), codec, cleaned(codec, codec == Codec.OPUS ? "useinbandfec=1" : null));
    }

    /** The formats of a section that we know, in its order, each payload type and each codec once. */
    static List<Format> of(MediaDescription media) {
        Map<Integer, Attribute.RtpMap> maps = new HashMap<>();
        media.attributes(Attribute.RtpMap.class).forEach(map -> maps.putIfAbsent(map.payloadType(), map));
        Map<String, String> parameters = new HashMap<>();
        media.attributes(Attribute.FormatParameters.class)
                .forEach(line -> parameters.putIfAbsent(line.format(), line.parameters()));
        Set<Codec> seen = new HashSet<>();
        List<Format> formats = new ArrayList<>();
        for (String word : media.formats()) {
            int type = payloadType(word);
            if (type < 0) {
                continue;
            }
            Attribute.RtpMap map = maps.get(type);
            Optional<Codec> codec = map == null
                    ? Codec.ofStaticType(type)
                    : Codec.of(
                            map.encoding(),
                            map.clockHz(),
                            map.encoding().equalsIgnoreCase("opus") ? map.channels() : 1);
            if (codec.isPresent() && seen.add(codec.get())) {
                formats.add(new Format(type, codec.get(), cleaned(codec.get(), parameters.get(word))));
            }
        }
        return List.copyOf(formats);
    }

    Attribute.RtpMap map() {
        return new Attribute.RtpMap(payloadType, codec.encoding(), codec.clockHz(), codec.channels());
    }

    private static int payloadType(String word) {
        if (!word.matches("[0-9]{1,3}")) {
            return -1;
        }
        int type = Integer.parseInt(word);
        return type <= 127 ? type : -1;
    }

    private static Optional<String> cleaned(Codec codec, @Nullable String raw) {
        return switch (codec) {
            case TELEPHONE_EVENT -> Optional.of("0-15");
            case OPUS -> raw == null ? Optional.empty() : numbers(raw);
            case PCMU, PCMA, G722, COMFORT_NOISE -> Optional.empty();
        };
    }

    private static Optional<String> numbers(String raw) {
        List<String> kept = new ArrayList<>();
        for (String pair : raw.split(";", -1)) {
            String[] halves = pair.strip().toLowerCase(Locale.ROOT).split("=", 2);
            if (halves.length == 2 && OPUS_PARAMETERS.contains(halves[0]) && halves[1].matches("[0-9]{1,7}")) {
                kept.add(halves[0] + "=" + halves[1]);
            }
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(String.join(";", kept));
    }
}
