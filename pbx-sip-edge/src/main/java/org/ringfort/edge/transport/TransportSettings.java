package org.ringfort.edge.transport;

import java.time.Duration;
import java.util.List;
import org.ringfort.edge.transport.tls.TlsSettings;
import org.ringfort.protocol.sip.codec.Limits;

/**
 * How the transports behave.
 *
 * @param listeners sockets; those of TLS and WSS use {@code tls}
 * @param tls certificates shown and asked for
 * @param limits of a message
 * @param handshake how long TLS, and the upgrade to a WebSocket, may take
 * @param patience how long a first message, or a message half received may take
 * @param idle how long a connection may be silent
 * @param strangerIdle how long a connection may be silent on which nobody has proved himself yet
 * @param room for how many connections; many phones may share one address behind NAT
 * @param outboundBytes that may wait for a slow reader, before it is cut off
 * @param threads that read and write
 * @param origins web pages whose scripts may open a WebSocket, {@code *} for all; those of our own host always may
 */
public record TransportSettings(
        List<ListenerSettings> listeners,
        TlsSettings tls,
        Limits limits,
        Duration handshake,
        Duration patience,
        Duration idle,
        Duration strangerIdle,
        Room room,
        int outboundBytes,
        int threads,
        List<String> origins) {
    /**
     * How many connections there may be at the same time.
     *
     * @param connections that all addresses together may hold
     * @param perAddress that one address may hold, of IPv6 one /64
     * @param handshakes that may be under way
     * @param handshakesPerAddress that may be under way with one address
     */
    public record Room(int connections, int perAddress, int handshakes, int handshakesPerAddress) {}

    public TransportSettings {
        listeners = List.copyOf(listeners);
        origins = List.copyOf(origins);
    }
}
