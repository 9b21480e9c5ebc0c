package org.ringfort.protocol.sdp;

import java.util.List;
import java.util.Optional;

/**
 * One session description. Lines that no part of the house reads (i, u, e, p, b, r, z, k) are checked for form and not
 * kept; the time is always {@code t=0 0}.
 *
 * @param name the {@code s=} line
 * @param attributes those before the first {@code m=} line
 * @rfc 8866 5
 */
public record SessionDescription(
        Origin origin,
        String name,
        Optional<Connection> connection,
        List<Attribute> attributes,
        List<MediaDescription> media) {
    public SessionDescription {
        SdpText.requireText(name, "session name");
        if (name.isEmpty() || !name.equals(name.strip())) {
            throw new IllegalArgumentException("session name is empty or padded");
        }
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /** The first attribute of a kind at session level. */
    public <A extends Attribute> Optional<A> attribute(Class<A> kind) {
        return Attribute.first(attributes, kind);
    }
}
