package org.ringfort.edge.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.ringfort.process.config.Network;
import org.ringfort.protocol.sip.address.Host;

/**
 * One listening socket.
 *
 * @param name short and unique, in logs and in tokens of UDP flows: {@code udp}, {@code tls}
 * @param transport UDP, TCP, TLS or WSS
 * @param bind address and port; port 0 is any, for tests
 * @param advertisedHost how peers reach us
 * @param advertisedPort likewise; 0: the port that is bound
 * @param trusted networks that are served; to all others the socket is silent, and connections are closed unread
 * @param denied networks that are not served, though they lie within those
 * @param zones in clear: what the trusted networks are called, the first that holds an address
 */
public record ListenerSettings(
        String name,
        TransportKind transport,
        InetSocketAddress bind,
        Host advertisedHost,
        int advertisedPort,
        List<Network> trusted,
        List<Network> denied,
        List<LegacyZone> zones) {

    public ListenerSettings {
        trusted = List.copyOf(trusted);
        denied = List.copyOf(denied);
        zones = List.copyOf(zones);
    }

    /** In no zone. */
    public ListenerSettings(
            String name,
            TransportKind transport,
            InetSocketAddress bind,
            Host advertisedHost,
            int advertisedPort,
            List<Network> trusted,
            List<Network> denied) {
        this(name, transport, bind, advertisedHost, advertisedPort, trusted, denied, List.of());
    }

    /** Nobody is denied within those networks. */
    public ListenerSettings(
            String name,
            TransportKind transport,
            InetSocketAddress bind,
            Host advertisedHost,
            int advertisedPort,
            List<Network> trusted) {
        this(name, transport, bind, advertisedHost, advertisedPort, trusted, List.of());
    }

    private static boolean covers(List<Network> networks, InetAddress source) {
        return networks.stream().anyMatch(network -> network.contains(source));
    }

    /** The name of the zone that {@code source} lies in; empty where it lies in none. */
    String zoneOf(InetAddress source) {
        for (LegacyZone zone : zones) { // for each datagram
            if (zone.contains(source)) {
                return zone.name();
            }
        }
        return "";
    }

    /** Whether {@code source} is served. */
    public boolean trusts(InetAddress source) {
        return covers(trusted, source) && !covers(denied, source);
    }
}
