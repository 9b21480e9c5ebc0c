package org.ringfort.edge.transport;

import java.net.InetSocketAddress;

/**
 * Somebody whom we call, rather than being called by.
 *
 * @param transport UDP, TCP or TLS
 * @param address resolved
 * @param tlsName with TLS: the name that the certificate must hold; else empty
 * @param authorities with TLS: who may have signed it, PEM; empty: those of this machine
 * @param ownCertificate with TLS: name of the one that is shown if it is asked for; empty: none
 */
public record Destination(
        TransportKind transport, InetSocketAddress address, String tlsName, String authorities, String ownCertificate) {
    public Destination {
        if (address.isUnresolved() || transport == TransportKind.WSS) {
            throw new IllegalArgumentException("destination");
        }
        if ((transport == TransportKind.TLS) == tlsName.isEmpty()) {
            throw new IllegalArgumentException("TLS and the name it checks come together");
        }
        if (transport != TransportKind.TLS && !ownCertificate.isEmpty()) {
            throw new IllegalArgumentException("a certificate without TLS");
        }
    }

    /** Where nothing of ours is shown. */
    public Destination(TransportKind transport, InetSocketAddress address, String tlsName, String authorities) {
        this(transport, address, tlsName, authorities, "");
    }
}
