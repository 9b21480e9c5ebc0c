package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.contract.control.v1.Gateway;
import org.ringfort.contract.control.v1.Transport;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.controlplane.GatewayWords;
import org.ringfort.edge.fake.DnsServer;
import org.ringfort.edge.routing.Gateways;
import org.ringfort.edge.transport.Destination;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.process.config.Network;
import org.xbill.DNS.Type;

/**
 * Connections that the edge opens: to whom, under which name, and how long they are kept.
 *
 * @rfc 5922 7.2
 */
class DiallerTest {
    @TempDir
    Path folder;

    private FrontUnderTest edge;
    private String authority;

    @BeforeEach
    void open() throws Exception {
        edge = FrontUnderTest.open(folder, new TransportSettings.Room(200, 100, 60, 40), AdmissionSettings.DEFAULT);
        authority = Files.readString(folder.resolve("own.pem"));
    }

    @AfterEach
    void close() {
        edge.close();
    }

    private CompletableFuture<Flow> open(TransportKind kind, InetSocketAddress address, String name, String signers) {
        return edge.front.transports().open(new Destination(kind, address, name, signers));
    }

    private static Flow flow(CompletableFuture<Flow> opening) throws Exception {
        return opening.get(20, TimeUnit.SECONDS);
    }

    @Test
    void a_gateway_with_the_right_name_and_signer_is_reached_and_the_connection_kept() throws Exception {
        Flow flow = flow(open(TransportKind.TLS, edge.address("tls"), "localhost", authority));
        assertThat(flow.transport()).isEqualTo(TransportKind.TLS);
        assertThat(flow.tls().orElseThrow().version()).startsWith("TLSv1.");
        assertThat(flow(open(TransportKind.TLS, edge.address("tls"), "localhost", authority)))
                .isEqualTo(flow);
        edge.front.transports().close(flow, "test");
        FrontUnderTest.until(() -> edge.front.transports().flow(flow.token()).isEmpty());
        assertThat(flow(open(TransportKind.TLS, edge.address("tls"), "localhost", authority))
                        .token())
                .isNotEqualTo(flow.token());
    }

    @Test
    void another_name_is_refused() {
        assertThatThrownBy(() -> flow(open(TransportKind.TLS, edge.address("tls"), "sip.carrier.example", authority)))
                .hasCauseInstanceOf(java.io.IOException.class);
    }

    /** The way to a gateway without a port, of which DNS says that {@code server} is its server. */
    private Destination byName(DnsServer dns, String server, String tlsName) {
        dns.has(
                        "_sips._tcp.carrier.example",
                        300,
                        Type.SRV,
                        "1 0 " + edge.address("tls").getPort() + " " + server + ".")
                .has(server, 300, Type.A, "127.0.0.1");
        Gateway gateway = Gateway.newBuilder()
                .setHost("carrier.example")
                .setTransport(Transport.TRANSPORT_TLS)
                .setTlsName(tlsName)
                .setAuthoritiesPem(authority)
                .build();
        var gateways =
                new Gateways(dns.names(), List.of(Network.parse("127.0.0.0/8")), new Random(1), System::nanoTime);
        Gateways.Place place =
                gateways.places("g", GatewayWords.sought(gateway).orElseThrow()).getFirst();
        return GatewayWords.destination(gateway, place.target());
    }

    @Test
    void rfc5922_7_2_the_name_of_the_gateway_is_checked_and_never_that_of_a_server_that_dns_names() throws Exception {
        try (DnsServer dns = DnsServer.started()) {
            Destination right = byName(dns, "sbc7.carrier.example", "localhost");
            assertThat(flow(edge.front.transports().open(right)).transport()).isEqualTo(TransportKind.TLS);
        }
        try (DnsServer forged = DnsServer.started()) {
            // The certificate is good for the server that DNS names, and not for the gateway.
            Destination wrong = byName(forged, "localhost", "sip.carrier.example");
            assertThatThrownBy(() -> flow(edge.front.transports().open(wrong)))
                    .hasCauseInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void a_certificate_that_nobody_known_has_signed_is_refused() {
        assertThatThrownBy(() -> flow(open(TransportKind.TLS, edge.address("tls"), "localhost", "")))
                .hasCauseInstanceOf(java.io.IOException.class);
    }

    /** Whom a gateway saw that asks for a certificate and takes calls without one; empty: nobody. */
    private String seen(String shown) throws Exception {
        try (var socket = (SSLServerSocket) ownServer().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            socket.setWantClientAuth(true);
            CompletableFuture<String> saw = CompletableFuture.supplyAsync(() -> {
                try (SSLSocket caller = (SSLSocket) socket.accept()) {
                    caller.startHandshake();
                    return caller.getSession().getPeerPrincipal().getName();
                } catch (SSLPeerUnverifiedException nobody) {
                    return "";
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
            var there = (InetSocketAddress) socket.getLocalSocketAddress();
            var opening = edge.front
                    .transports()
                    .open(new Destination(TransportKind.TLS, there, "localhost", authority, shown));
            try {
                return saw.get(20, TimeUnit.SECONDS);
            } finally {
                opening.cancel(true);
            }
        }
    }

    /** A gateway with the edge's own certificate, which believes that one alone. */
    private SSLServerSocketFactory ownServer() throws Exception {
        return Trusting.server(folder.resolve("own.pem"), folder.resolve("own.key"));
    }

    @Test
    void a_gateway_is_shown_the_certificate_that_is_named_for_it_and_else_none() throws Exception {
        assertThat(seen("own")).contains("CN=");
        assertThat(seen("")).isEmpty();
    }

    @Test
    void where_there_is_no_certificate_of_that_name_nobody_is_called() {
        for (String name : List.of("another", "../own", "own.pem", "OWN", "/etc/own", "")) {
            var destination = new Destination(TransportKind.TLS, edge.address("tls"), "localhost", authority, name);
            var opening = edge.front.transports().open(destination);
            if (name.isEmpty()) {
                assertThat(opening).succeedsWithin(java.time.Duration.ofSeconds(20));
            } else {
                assertThatThrownBy(() -> flow(opening)).as(name).hasCauseInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void who_does_not_speak_tls_is_not_spoken_to_in_clear() {
        assertThatThrownBy(() -> flow(open(TransportKind.TLS, edge.address("tcp"), "localhost", authority)))
                .hasCauseInstanceOf(java.io.IOException.class);
    }

    @Test
    void tcp_and_udp_are_reached_as_they_are() throws Exception {
        assertThat(flow(open(TransportKind.TCP, edge.address("tcp"), "", "")).transport())
                .isEqualTo(TransportKind.TCP);
        assertThat(flow(open(TransportKind.UDP, edge.address("udp"), "", "")).transport())
                .isEqualTo(TransportKind.UDP);
        var stranger = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.7"), 5060);
        assertThatThrownBy(() -> flow(open(TransportKind.UDP, stranger, "", "")))
                .hasCauseInstanceOf(java.io.IOException.class);
    }

    /** What a peer claims in its Via gives it nothing of what is meant for the address that it names. */
    @Test
    void rfc5923_an_alias_gives_nobody_what_is_sent_to_that_address() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (var gateway = new ServerSocket(0, 5, here);
                var claimant = new Socket(here, edge.address("tcp").getPort())) {
            gateway.setSoTimeout(20_000);
            String claim = FrontUnderTest.request("REGISTER", "TCP", "101", FrontUnderTest.credentials("101"))
                    .replace("127.0.0.1:9;rport", "127.0.0.1:" + gateway.getLocalPort() + ";alias");
            claimant.getOutputStream().write(FrontUnderTest.bytes(claim));
            assertThat(FrontUnderTest.read(claimant, Duration.ofSeconds(20))).startsWith("SIP/2.0 200");
            Flow flow = flow(open(TransportKind.TCP, (InetSocketAddress) gateway.getLocalSocketAddress(), "", ""));
            gateway.accept().close();
            assertThat(flow.remote().getPort()).isEqualTo(gateway.getLocalPort());
        }
    }

    @Test
    void nobody_there_is_told_at_once() throws Exception {
        InetSocketAddress closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        assertThatThrownBy(() -> flow(open(TransportKind.TCP, closed, "", "")))
                .hasCauseInstanceOf(java.io.IOException.class);
    }
}
