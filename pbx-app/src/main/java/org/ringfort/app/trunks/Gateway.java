package org.ringfort.app.trunks;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One address of a carrier.
 *
 * @param host name, or IP address without brackets
 * @param port 1 to 65535; 0: as DNS says (RFC 3263)
 * @param tlsName with TLS, the DNS name that the certificate must hold, whatever server DNS names; else empty
 * @param priority lower ones are tried first, 0 to 65535
 * @param weight share among those of the same priority, 1 to 100
 * @param domain host part of the addresses that it is told; empty: {@code host}
 */
public record Gateway(
        String host, int port, GatewayTransport transport, String tlsName, int priority, int weight, String domain) {

    /** Its identity within a trunk: the same as long as its address is. */
    public UUID id(TrunkId trunk) {
        return UUID.nameUUIDFromBytes(
                (trunk + " " + host + " " + port + " " + transport).getBytes(StandardCharsets.UTF_8));
    }
}
