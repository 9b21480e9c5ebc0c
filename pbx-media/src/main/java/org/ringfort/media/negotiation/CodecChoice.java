package org.ringfort.media.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which codecs are said to a leg, so that speech is recoded only where two legs share no codec.
 *
 * <p>An offer carries what the other side can do, and then what we could make of it; an answer carries what is shared, and
 * where nothing is, the one codec of the offer that loses least and costs least beside the other side's. Pure.
 *
 * @rfc 3264 5.1
 * @rfc 3264 6.1
 */
public final class CodecChoice {
    /** Beside speech of up to 4 kHz: nothing more can be won, so the cheapest. */
    private static final List<Codec> BESIDE_NARROW = List.of(Codec.PCMU, Codec.PCMA, Codec.G722, Codec.OPUS);

    /** Beside more: what keeps it, the cheaper first. */
    private static final List<Codec> BESIDE_WIDE = List.of(Codec.G722, Codec.OPUS, Codec.PCMU, Codec.PCMA);

    private CodecChoice() {}

    /**
     * What to offer a leg.
     *
     * @param wanted what the other side can do, best first
     */
    public static List<Format> offered(List<Format> wanted, Floor floor) {
        List<Format> formats = new ArrayList<>(wanted);
        if (!floor.codecs().equals(Floor.EVERY_CODEC)) { // somebody chose an order
            formats.sort((one, other) -> Integer.compare(
                    floor.codecs().indexOf(one.codec()), floor.codecs().indexOf(other.codec())));
        }
        for (Codec codec : order(wanted.stream().map(Format::codec).toList())) {
            if (floor.codecs().contains(codec) && formats.stream().noneMatch(known -> known.codec() == codec)) {
                formats.add(Format.of(codec));
            }
        }
        return formats;
    }

    /**
     * What to answer a leg, out of what it offered.
     *
     * @param others what the other side does, best first
     * @param offered what the leg can do
     */
    static List<Codec> answered(List<Codec> others, List<Format> offered) {
        List<Codec> theirs = offered.stream().map(Format::codec).toList();
        if (others.stream().anyMatch(codec -> codec.isAudio() && theirs.contains(codec))) {
            return others;
        }
        Optional<Codec> best = order(others).stream().filter(theirs::contains).findFirst();
        List<Codec> codecs = new ArrayList<>(best.stream().toList());
        others.stream().filter(codec -> !codec.isAudio()).forEach(codecs::add);
        return codecs;
    }

    /** Comfort noise stands beside speech of its own clock alone.
     *  @rfc 3389 4 */
    static List<Format> together(List<Format> formats) {
        boolean beside = formats.stream()
                .map(Format::codec)
                .anyMatch(codec -> codec.isAudio() && codec.clockHz() == Codec.COMFORT_NOISE.clockHz());
        return formats.stream()
                .filter(format -> beside || format.codec() != Codec.COMFORT_NOISE)
                .toList();
    }

    private static List<Codec> order(List<Codec> others) {
        boolean narrow = others.stream()
                .filter(Codec::isAudio)
                .findFirst()
                .filter(Codec::isG711)
                .isPresent();
        return narrow ? BESIDE_NARROW : BESIDE_WIDE;
    }
}
