package org.ringfort.media.negotiation;

import java.util.List;
import java.util.Optional;
import org.ringfort.protocol.sdp.Attribute.ZrtpHash;

/**
 * What one leg says that the other is to be told to the letter, since their peers agree on keys with each other and nobody
 * between them can change a packet: its formats under its payload types, and what its Hello hashes to.
 *
 * @param hellos none where nothing is end to end
 * @rfc 6189 8.1
 */
public record EndToEnd(List<Format> formats, List<ZrtpHash> hellos) {
    /** The keys are each leg's and ours. */
    public static final EndToEnd NOTHING = new EndToEnd(List.of(), List.of());

    static final String TWO_ENDS = "what is encrypted end to end wants ZRTP at both ends, and an offer";

    public EndToEnd {
        formats = List.copyOf(formats);
        hellos = List.copyOf(hellos);
    }

    /** Of what a leg offers. */
    public static EndToEnd of(RemoteAudio offered) {
        return new EndToEnd(offered.formats(), offered.hellos());
    }

    /** Of what a leg has agreed to. */
    public static EndToEnd of(Agreement agreed) {
        return new EndToEnd(agreed.sending(), agreed.remote().hellos());
    }

    /** Whether there is anything. */
    public boolean passes() {
        return !hellos.isEmpty();
    }

    /** Formats that may be told to a leg that does these. */
    List<Format> among(List<Codec> codecs) {
        return formats.stream()
                .filter(format -> codecs.contains(format.codec()))
                .toList();
    }

    /** A refusal where a leg of that keying cannot stand opposite this. */
    Optional<Refusal> against(Keying keying) {
        return (keying == Keying.ZRTP) == passes() ? Optional.empty() : Optional.of(Refusal.notAcceptable(TWO_ENDS));
    }
}
