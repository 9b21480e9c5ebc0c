package org.ringfort.protocol.sip.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Two spellings of one IPv6 address compared as addresses. */
final class Ipv6 {
    private Ipv6() {}

    /** The address that a valid IPv6 reference spells. Nothing is looked up: the literal is numeric. */
    static InetAddress expand(Host host) {
        try {
            return InetAddress.getByName(host.text());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a valid IPv6 reference did not parse", e);
        }
    }
}
