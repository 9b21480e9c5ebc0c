package org.ringfort.media.negotiation;

import org.ringfort.protocol.sdp.AddressType;
import org.ringfort.protocol.sdp.Connection;

/**
 * Where a leg is told to send.
 *
 * @param address as advertised, which need not be the one we are bound to
 * @param rtp even; RTCP is on the next port
 */
public record LocalPort(AddressType type, String address, int rtp) {
    /** As written in a {@code c=} line. */
    public Connection connection() {
        return new Connection(type, address);
    }
}
