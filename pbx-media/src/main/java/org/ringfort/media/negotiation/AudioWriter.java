package org.ringfort.media.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringfort.protocol.sdp.Attribute;
import org.ringfort.protocol.sdp.MediaDescription;

/** Writes our audio section from values alone; nothing of a peer's text passes through here. Pure. */
final class AudioWriter {
    /** What we answer, and what we want to know.
     *  @rfc 3611 5.1 */
    private static final Attribute.ExtendedReports EXTENDED_REPORTS =
            new Attribute.ExtendedReports(List.of("rcvr-rtt=all", "voip-metrics"));

    private AudioWriter() {}

    static MediaDescription section(
            String protocol,
            LocalPort port,
            List<Format> formats,
            List<OfferedKey> keys,
            OwnPath path,
            int packetTimeMs,
            boolean rtcpMux,
            boolean extended,
            Attribute.Direction direction) {
        List<Attribute> attributes = new ArrayList<>();
        for (Format format : formats) {
            attributes.add(format.map());
            format.parameters()
                    .ifPresent(text -> attributes.add(
                            new Attribute.FormatParameters(Integer.toString(format.payloadType()), text)));
        }
        for (OfferedKey key : keys) {
            var inline = new Attribute.InlineKey(key.key().keyAndSalt(), Optional.empty(), Optional.empty());
            attributes.add(new Attribute.Crypto(key.tag(), key.key().profile().name(), List.of(inline), List.of()));
        }
        attributes.addAll(path.lines(port));
        attributes.add(new Attribute.PacketTime(packetTimeMs == 0 ? 20 : packetTimeMs));
        if (rtcpMux) {
            attributes.add(new Attribute.RtcpMux());
        }
        if (extended) {
            attributes.add(EXTENDED_REPORTS);
        }
        attributes.add(direction);
        return new MediaDescription(
                "audio",
                port.rtp(),
                protocol,
                formats.stream()
                        .map(format -> Integer.toString(format.payloadType()))
                        .toList(),
                Optional.of(port.connection()),
                attributes);
    }
}
