package org.ringfort.media.relay;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfort.media.dtls.Handshakes;
import org.ringfort.media.port.LegPorts;
import org.ringfort.media.srtp.SrtpReceiver;
import org.ringfort.media.srtp.SrtpSender;

/**
 * What opens and seals the RTCP of a leg. Keys that come by a handshake are those of the port that it was made on: where RTCP has
 * a port of its own, it has an association and keys of its own, with the same peer under the same certificate. All other keys
 * are RTP's, those too that the signalling gave and a first handshake is to replace. The loop's thread.
 *
 * @rfc 5764 3
 * @rfc 5764 4.1
 */
final class RtcpKeys {
    /** A peer may have nobody at that port at all, and each try takes one of the handshakes that may be under way. */
    private static final int MOST_HANDSHAKES = 2;

    /** The association of RTCP's own port. */
    private record Apart(KeyRing keys, Connectivity way) {}

    private final RelayLoop loop;
    private final LegPorts ports;
    private final Handshakes handshakes;
    private final KeyRing ofRtp;
    private final Consumer<String> failed;
    private @Nullable Apart apart;
    private @Nullable Terms agreed;

    RtcpKeys(RelayLoop loop, LegPorts ports, Handshakes handshakes, KeyRing ofRtp, Consumer<String> failed) {
        this.loop = loop;
        this.ports = ports;
        this.handshakes = handshakes;
        this.ofRtp = ofRtp;
        this.failed = failed;
    }

    void agree(Terms terms) {
        Terms own = terms.ofRtcp().orElse(null);
        agreed = own;
        if (own == null) {
            close();
            apart = null;
            return;
        }
        Apart association = apart;
        if (association == null) { // few legs have one
            var keys = new KeyRing();
            association = new Apart(
                    keys,
                    new Connectivity(
                            loop,
                            ports.rtcp(),
                            handshakes,
                            keys::take,
                            reason -> failed.accept("on the port of RTCP: " + reason)));
            apart = association;
        }
        var _ = association.keys.agree(own.keys());
        association.way.agree(own);
    }

    /** A datagram of DTLS at the port of RTCP; false where nobody here has to do with it. */
    boolean handshake(byte[] octets, int lengthBytes, InetSocketAddress from) {
        return apart != null && agreed != null && apart.way.handshake(agreed, octets, lengthBytes, from);
    }

    /** What opens RTCP that came to that port. */
    @Nullable
    SrtpReceiver receiver(boolean onRtcpPort) {
        return onRtcpPort && agreed != null ? ring().receiver() : ofRtp.receiver();
    }

    /** What seals RTCP that leaves by that port. */
    @Nullable
    SrtpSender sender(boolean fromRtcpPort) {
        return fromRtcpPort && agreed != null ? ring().sender() : ofRtp.sender();
    }

    private KeyRing ring() {
        return apart == null || (apart.keys.certificates().isEmpty() && ofRtp.signalled()) ? ofRtp : apart.keys;
    }

    /**
     * Called every few milliseconds.
     *
     * @param rtpWaits whether RTP's handshake is still to give keys: it goes first
     */
    void passed(long nowNanos, boolean rtpWaits) {
        if (apart != null && apart.way.passed(nowNanos, rtpWaits ? 0 : MOST_HANDSHAKES)) {
            apart.keys.forget();
        }
    }

    void close() {
        if (apart != null) {
            apart.way.close();
        }
    }
}
