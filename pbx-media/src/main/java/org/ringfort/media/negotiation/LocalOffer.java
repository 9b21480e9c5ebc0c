package org.ringfort.media.negotiation;

import java.util.List;
import java.util.Set;
import org.ringfort.protocol.sdp.Attribute.Direction;
import org.ringfort.protocol.sdp.MediaDescription;

/**
 * What we offer a leg.
 *
 * @param sections all of them; what was refused earlier stays refused, since a section never goes away
 * @param chosen which is the audio
 * @param keyings of which the answer takes one
 * @param keys ours, best first; empty where SDES is not offered
 * @param formats what we are ready to receive
 */
public record LocalOffer(
        List<MediaDescription> sections,
        int chosen,
        Set<Keying> keyings,
        List<OfferedKey> keys,
        List<Format> formats,
        Direction direction) {
    public LocalOffer {
        sections = List.copyOf(sections);
        keyings = Set.copyOf(keyings);
        keys = List.copyOf(keys);
        formats = List.copyOf(formats);
    }
}
