package org.ringfort.media.negotiation;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.ringfort.protocol.sdp.Attribute.Direction;
import org.ringfort.protocol.sdp.Attribute.ExtendedReports;
import org.ringfort.protocol.sdp.Attribute.ZrtpHash;

/**
 * A peer's audio stream as it describes it.
 *
 * @param rtp where it wants RTP; absent where it names no usable address. A claim: it is where we send until a packet that
 *     authenticates tells better
 * @param rtcp where it wants RTCP if that is not multiplexed
 * @param direction what the peer will do, a hold by the address 0.0.0.0 taken into account
 * @param formats known and acceptable, in the peer's order; at least one is audio
 * @param packetTimeMs 0: not said
 * @param protocol of its m-line, as written
 * @param keys acceptable crypto lines in its order; empty where the keying is not SDES
 * @param hellos what its Hello of ZRTP hashes to, by version; empty where the keying is not ZRTP
 * @param extended reports that it wants, or answers; absent where it knows of none
 */
public record RemoteAudio(
        Optional<InetSocketAddress> rtp,
        Optional<InetSocketAddress> rtcp,
        boolean rtcpMux,
        Direction direction,
        List<Format> formats,
        int packetTimeMs,
        String protocol,
        Keying keying,
        List<OfferedKey> keys,
        List<ZrtpHash> hellos,
        Optional<ExtendedReports> extended,
        RemotePath path) {
    public RemoteAudio {
        formats = List.copyOf(formats);
        keys = List.copyOf(keys);
        hellos = List.copyOf(hellos);
    }
}
