package org.ringfort.edge.boot;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ringfort.edge.transport.LegacyZone;
import org.ringfort.edge.transport.ListenerSettings;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.edge.transport.tls.TlsSettings;
import org.ringfort.process.config.Network;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.codec.Limits;

/** Listeners of every kind on any port of loopback, those that serve it and those that serve somebody else; impatient. */
final class LoopbackListeners {
    private static final List<Network> LOOPBACK = List.of(Network.parse("127.0.0.0/8"));
    private static final List<Network> FAR = List.of(Network.parse("192.0.2.0/24"));

    private LoopbackListeners() {}

    static TransportSettings settings(OwnCertificate own) {
        return new TransportSettings(
                List.of(
                        listener("udp", TransportKind.UDP, LOOPBACK),
                        listener("tcp", TransportKind.TCP, LOOPBACK),
                        listener("tls", TransportKind.TLS, LOOPBACK),
                        listener("wss", TransportKind.WSS, LOOPBACK),
                        listener("fartls", TransportKind.TLS, FAR),
                        listener("deniedwss", TransportKind.WSS, LOOPBACK, LOOPBACK),
                        listener("far", TransportKind.UDP, FAR),
                        listener("fartcp", TransportKind.TCP, List.of())),
                TlsSettings.of(own.certificate(), own.key()),
                Limits.DEFAULT,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                new TransportSettings.Room(60, 40, 30, 20),
                65_536,
                1,
                List.of("https://phone.example"));
    }

    /** One TCP listener at this address, for nobody. */
    static TransportSettings alone(InetSocketAddress at) {
        Path nowhere = Path.of("none.pem");
        return new TransportSettings(
                List.of(new ListenerSettings("tcp", TransportKind.TCP, at, Host.ofAddress("127.0.0.1"), 0, List.of())),
                TlsSettings.of(nowhere, nowhere),
                Limits.DEFAULT,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new TransportSettings.Room(1, 1, 1, 1),
                65_536,
                1,
                List.of());
    }

    static ListenerSettings listener(String name, TransportKind kind, List<Network> trusted) {
        return listener(name, kind, trusted, List.of());
    }

    private static ListenerSettings listener(
            String name, TransportKind kind, List<Network> trusted, List<Network> denied) {
        return new ListenerSettings(
                name,
                kind,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Host.ofAddress("127.0.0.1"),
                0,
                trusted,
                denied,
                kind.isSecured() ? List.of() : List.of(new LegacyZone("loopback", trusted)));
    }
}
