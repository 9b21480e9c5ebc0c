package org.ringfort.media.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.ringfort.media.srtp.MasterKey;

/**
 * What was agreed on with a leg's peer, as far as packets are concerned.
 *
 * @param theirs opens what the peer sends; absent, together with {@code ours}, for clear media
 * @param identifierBytes octets of master key identifier in what the peer sends
 * @param rtp where the peer says it wants RTP, until a packet of its own tells
 * @param rtcp where it says it wants RTCP; not used with {@code rtcpMux}
 * @param signallingHost where its signalling comes from: the one other host that clear media is taken from
 * @param peerSends whether we let the peer be heard
 * @param peerReceives whether we send to it
 * @param receiving payload types that we told the peer
 * @param sending payload types that the peer told us
 */
public record Terms(
        Optional<MasterKey> theirs,
        int identifierBytes,
        Optional<MasterKey> ours,
        Optional<InetSocketAddress> rtp,
        Optional<InetSocketAddress> rtcp,
        Optional<InetAddress> signallingHost,
        boolean rtcpMux,
        boolean peerSends,
        boolean peerReceives,
        Map<Integer, Payload> receiving,
        Map<Payload, Integer> sending) {
    public Terms {
        receiving = Map.copyOf(receiving);
        sending = Map.copyOf(sending);
        if (theirs.isPresent() != ours.isPresent()) {
            throw new IllegalArgumentException("half clear");
        }
    }

    boolean clear() {
        return theirs.isEmpty();
    }
}
