package org.ringfort.media.port;

/** Where a leg's RTP and RTCP come and go: ports of its own, or a place on those that legs share. */
public sealed interface LegPorts extends AutoCloseable permits PortPair, SharedPorts.Place {
    Outlet rtp();

    Outlet rtcp();

    @Override
    void close();
}
