package org.ringfort.edge.transport;

import java.net.InetAddress;

/**
 * Whom an address counts as: an IPv4 address for itself, one of IPv6 for its /64, of which one household holds all addresses.
 *
 * @param bits the address, or its first 64 bits
 * @param six whether it is of IPv6
 */
public record SourcePrefix(long bits, boolean six) {
    /** Of one address. */
    public static SourcePrefix of(InetAddress address) {
        byte[] octets = address.getAddress();
        long bits = 0;
        for (int i = 0; i < Math.min(8, octets.length); i++) {
            bits = bits << 8 | (octets[i] & 0xff);
        }
        return new SourcePrefix(bits, octets.length == 16);
    }
}
