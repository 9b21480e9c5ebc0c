package org.ringfort.media.port;

/** An even port for RTP and the odd one above it for RTCP.
 *  @rfc 3550 11 */
public final class PortPair implements LegPorts {
    private final PortPool pool;
    private final UdpPort rtp;
    private final UdpPort rtcp;
    private boolean closed;

    PortPair(PortPool pool, UdpPort rtp, UdpPort rtcp) {
        this.pool = pool;
        this.rtp = rtp;
        this.rtcp = rtcp;
    }

    @Override
    public UdpPort rtp() {
        return rtp;
    }

    @Override
    public UdpPort rtcp() {
        return rtcp;
    }

    /** Closes both sockets; the numbers rest in quarantine before anybody gets them again. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            rtp.close();
            rtcp.close();
            pool.release(rtp.number());
        }
    }
}
