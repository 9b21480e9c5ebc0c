package org.ringfort.edge.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ringfort.protocol.sip.codec.Limits;

/**
 * How the transports behave.
 *
 * @param listeners sockets; those of TLS use {@code certificate} and {@code key}
 * @param certificate PEM chain shown to phones; looked at again when the file changes
 * @param key its PEM private key
 * @param limits of a message
 * @param patience how long a TLS handshake, a first message, or a message half received may take
 * @param idle how long a connection may be silent
 * @param connections that all addresses together may hold
 * @param connectionsPerAddress that one address may hold; many phones may share one behind NAT
 * @param outboundBytes that may wait for a slow reader, before it is cut off
 * @param threads that read and write
 */
public record TransportSettings(
        List<ListenerSettings> listeners,
        Path certificate,
        Path key,
        Limits limits,
        Duration patience,
        Duration idle,
        int connections,
        int connectionsPerAddress,
        int outboundBytes,
        int threads) {
    public TransportSettings {
        listeners = List.copyOf(listeners);
    }
}
