package org.ringfort.media.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.ringfort.media.negotiation.LocalPort;
import org.ringfort.protocol.sdp.AddressType;

/** The address that session descriptions name as ours. */
public record MediaAddress(InetAddress advertised) {
    LocalPort port(int rtp) {
        return new LocalPort(type(), advertised.getHostAddress(), rtp);
    }

    AddressType type() {
        return advertised instanceof Inet6Address ? AddressType.IP6 : AddressType.IP4;
    }
}
