package org.ringfort.media.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ringfort.media.ice.IceCredentials;

/**
 * What was agreed on with a leg's peer, as far as packets are concerned.
 *
 * @param ice the peer's credentials, where it checks its paths to us: then nothing else says where it is
 * @param rtp where the peer says it wants RTP, until a packet of its own tells
 * @param rtcp where it says it wants RTCP; not used with {@code rtcpMux}
 * @param signallingHost where its signalling comes from: the one other host that clear media and handshakes are taken from
 * @param peerSends whether we let the peer be heard
 * @param peerReceives whether we send to it
 * @param receiving payload types that we told the peer
 * @param sending payload types that the peer told us, what it likes best first
 * @param wanted extended reports that it wants, or answers
 * @param inBandDigits whether digits that it sounds count as events of it would
 */
public record Terms(
        Keys keys,
        Optional<IceCredentials> ice,
        Optional<InetSocketAddress> rtp,
        Optional<InetSocketAddress> rtcp,
        Optional<InetAddress> signallingHost,
        boolean rtcpMux,
        boolean peerSends,
        boolean peerReceives,
        Map<Integer, Payload> receiving,
        Map<Payload, Integer> sending,
        ReportsWanted wanted,
        boolean inBandDigits) {
    public Terms {
        receiving = Map.copyOf(receiving);
        sending = Collections.unmodifiableMap(new LinkedHashMap<>(sending));
    }

    boolean clear() {
        return keys instanceof Keys.Clear;
    }

    /** Whether the keys are the peer's and another leg's alone. */
    boolean endToEnd() {
        return keys instanceof Keys.Zrtp;
    }

    /**
     * As they are for RTCP at a port of its own that wants a handshake of its own; empty where it wants none. What is agreed
     * on of the handshake is RTP's to the letter, its place too: another association is due where another is due for RTP.
     */
    Optional<Terms> ofRtcp() {
        return rtcpMux || !(keys instanceof Keys.Dtls)
                ? Optional.empty()
                : Optional.of(new Terms(
                        keys,
                        Optional.empty(),
                        rtcp,
                        Optional.empty(),
                        signallingHost,
                        true,
                        peerSends,
                        peerReceives,
                        Map.of(),
                        Map.of(),
                        ReportsWanted.NOTHING,
                        false));
    }
}
