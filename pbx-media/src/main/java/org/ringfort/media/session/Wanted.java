package org.ringfort.media.session;

import java.util.List;
import org.ringfort.media.negotiation.Agreement;
import org.ringfort.media.negotiation.Codec;
import org.ringfort.media.negotiation.EndToEnd;
import org.ringfort.media.negotiation.Format;
import org.ringfort.media.negotiation.RemoteAudio;
import org.ringfort.protocol.sdp.Attribute.Direction;

/** What is to be offered to a leg: what the other side can do, or has agreed to. */
record Wanted(List<Format> formats, EndToEnd across, int packetTimeMs, Direction direction) {
    static Wanted of(RemoteAudio offered, Direction direction) {
        return new Wanted(offered.formats(), EndToEnd.of(offered), offered.packetTimeMs(), direction);
    }

    static Wanted of(Agreement agreed, Direction direction) {
        return new Wanted(agreed.sending(), EndToEnd.of(agreed), agreed.remote().packetTimeMs(), direction);
    }

    /** Nobody on the other side has said anything: pauses that nobody makes need no word for them. */
    static Wanted of(List<Codec> codecs) {
        List<Format> formats = codecs.stream()
                .filter(codec -> codec != Codec.COMFORT_NOISE)
                .map(Format::of)
                .toList();
        return new Wanted(formats, EndToEnd.NOTHING, 20, Direction.SENDRECV);
    }
}
