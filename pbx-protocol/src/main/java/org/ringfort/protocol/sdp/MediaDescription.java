package org.ringfort.protocol.sdp;

import java.util.List;
import java.util.Optional;

/**
 * One {@code m=} line with what follows it.
 *
 * @param type "audio", "video", …
 * @param port 0 to 65535; 0 refuses or ends the stream
 * @param protocol e.g. "RTP/SAVP", as written
 * @param formats payload types for RTP, else whatever the protocol says
 * @rfc 8866 5.14
 */
public record MediaDescription(
        String type,
        int port,
        String protocol,
        List<String> formats,
        Optional<Connection> connection,
        List<Attribute> attributes) {
    public MediaDescription {
        SdpText.requireWord(type, "media type");
        SdpText.requireWord(protocol, "protocol");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port out of range");
        }
        formats = List.copyOf(formats);
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("no format");
        }
        formats.forEach(format -> SdpText.requireWord(format, "format"));
        attributes = List.copyOf(attributes);
    }

    /** The first attribute of a kind in this section. */
    public <A extends Attribute> Optional<A> attribute(Class<A> kind) {
        return Attribute.first(attributes, kind);
    }

    /** Every attribute of a kind in this section, in order. */
    public <A extends Attribute> List<A> attributes(Class<A> kind) {
        return attributes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The same section refused: port 0 and nothing told. */
    public MediaDescription refused() {
        return new MediaDescription(type, 0, protocol, formats, Optional.empty(), List.of());
    }
}
