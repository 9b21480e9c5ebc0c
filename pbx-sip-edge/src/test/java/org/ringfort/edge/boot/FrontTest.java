package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.admission.Rate;
import org.ringfort.edge.controlplane.RequestFacts;
import org.ringfort.edge.loop.LoopSettings;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.Status;

/** Real sockets on loopback: what a stranger meets. */
class FrontTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<ServerTransaction> registers = new ConcurrentLinkedQueue<>();
    private final Queue<Flow> closed = new ConcurrentLinkedQueue<>();
    private Front front;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws Exception {
        front = new Front(
                LoopbackListeners.settings(OwnCertificate.in(folder)),
                AdmissionSettings.DEFAULT.withRates(AdmissionSettings.Rates.all(new Rate(10_000, 10_000))),
                LoopSettings.DEFAULT,
                "test",
                registry);
        front.loop().handle(Method.REGISTER, transaction -> {
            registers.add(transaction);
            transaction.respond(Status.OK);
        });
        front.loop().onFlowClosed(closed::add);
        front.start();
    }

    @AfterEach
    void close() {
        front.close();
    }

    private InetSocketAddress address(String listener) {
        return front.transports().address(listener).orElseThrow();
    }

    private static String options(String transport, String extra) {
        return request("OPTIONS", transport, extra);
    }

    private static String request(String method, String transport, String extra) {
        return method + " sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/" + transport
                + " 127.0.0.1:9;rport;branch=z9hG4bK" + System.nanoTime()
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:127.0.0.1>\r\nCall-ID: c"
                + System.nanoTime() + "\r\nCSeq: 1 " + method + "\r\n" + extra + "Content-Length: 0\r\n\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String ask(DatagramSocket socket, InetSocketAddress to, byte[] octets) throws IOException {
        socket.setSoTimeout(700);
        socket.send(new DatagramPacket(octets, octets.length, to));
        var answer = new DatagramPacket(new byte[65_535], 65_535);
        try {
            socket.receive(answer);
        } catch (SocketTimeoutException silent) {
            return "";
        }
        return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
    }

    /** Reads up to the empty line; what came before the end where there is none. */
    private static String read(Socket socket) throws IOException {
        socket.setSoTimeout(3_000);
        var text = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!text.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                break;
            }
            text.write(octet);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private SSLSocket tls(String... protocols) throws Exception {
        var socket = (SSLSocket) TlsPhone.context(Optional.empty())
                .getSocketFactory()
                .createSocket(LOOPBACK, address("tls").getPort());
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    private double count(String name, String... tags) {
        return registry.counter(name, tags).count();
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 5_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void options_over_udp_is_answered_where_it_came_from() throws Exception {
        try (var socket = new DatagramSocket(0, LOOPBACK)) {
            String answer = ask(socket, address("udp"), bytes(options("UDP", "")));
            assertThat(answer)
                    .startsWith("SIP/2.0 200")
                    .contains("received=127.0.0.1")
                    .contains("rport=" + socket.getLocalPort());
        }
    }

    @Test
    void rfc5626_8_a_phone_that_keeps_its_path_open_by_stun_hears_where_it_is_seen() throws Exception {
        byte[] request = HexFormat.of().parseHex("000100002112a442b7e7a701bc34d686fa87dfae");
        try (var socket = new DatagramSocket(0, LOOPBACK)) {
            socket.setSoTimeout(3_000);
            socket.send(new DatagramPacket(request, request.length, address("udp")));
            var answer = new DatagramPacket(new byte[100], 100);
            socket.receive(answer);
            String hex = HexFormat.of().formatHex(answer.getData(), 0, answer.getLength());
            assertThat(hex)
                    .isEqualTo("0101000c2112a442b7e7a701bc34d686fa87dfae00200008" + "0001"
                            + HexFormat.of().toHexDigits((short) (socket.getLocalPort() ^ 0x2112)) + "5e12a443");
            request[0] = 1;
            socket.send(new DatagramPacket(request, request.length, address("udp")));
            until(() -> count("ringfort.sip.dropped", "reason", "stun") == 1);
        }
    }

    @Test
    void networks_that_are_not_trusted_meet_silence() throws Exception {
        try (var socket = new DatagramSocket(0, LOOPBACK)) {
            assertThat(ask(socket, address("far"), bytes(options("UDP", "")))).isEmpty();
        }
        for (String listener : List.of("fartcp", "fartls", "deniedwss")) {
            try (var socket = new Socket(LOOPBACK, address(listener).getPort())) {
                assertThat(read(socket)).as(listener).isEmpty();
            } catch (IOException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
        assertThat(count("ringfort.sip.dropped", "reason", "untrusted-network")).isEqualTo(4);
    }

    @Test
    void what_comes_without_tls_bears_the_name_of_its_zone_and_the_app_is_told() throws Exception {
        try (var datagrams = new DatagramSocket(0, LOOPBACK);
                var stream = new Socket(LOOPBACK, address("tcp").getPort());
                SSLSocket secured = tls()) {
            assertThat(ask(datagrams, address("udp"), bytes(request("REGISTER", "UDP", ""))))
                    .startsWith("SIP/2.0 200");
            for (Socket socket : List.of(stream, secured)) {
                socket.getOutputStream().write(bytes(request("REGISTER", "TCP", "")));
                assertThat(read(socket)).startsWith("SIP/2.0 200");
            }
        }
        assertThat(registers)
                .extracting(
                        transaction -> RequestFacts.source(transaction.flow()).getLegacyZone())
                .containsExactly("loopback", "loopback", "");
    }

    @Test
    void a_stream_is_cut_into_its_messages() throws Exception {
        try (var socket = new Socket(LOOPBACK, address("tcp").getPort())) {
            socket.getOutputStream().write(bytes("\r\n\r\n"));
            assertThat(socket.getInputStream().readNBytes(2)).as("pong").isEqualTo(bytes("\r\n"));
            String two = options("TCP", "") + options("TCP", "");
            for (byte octet : bytes(two)) {
                socket.getOutputStream().write(octet);
            }
            assertThat(read(socket)).startsWith("SIP/2.0 200");
            assertThat(read(socket)).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void tls_facts_and_the_end_of_a_flow_are_told() throws Exception {
        try (SSLSocket socket = tls()) {
            socket.getOutputStream().write(bytes(request("REGISTER", "TLS", "")));
            assertThat(read(socket)).startsWith("SIP/2.0 200");
        }
        Flow flow = registers.remove().flow();
        assertThat(flow.tls().orElseThrow().version()).isEqualTo("TLSv1.3");
        assertThat(flow.token()).contains("test");
        until(() -> !closed.isEmpty());
        assertThat(closed.remove().token()).isEqualTo(flow.token());
        assertThat(front.transports().flow(flow.token())).isEmpty();
    }

    @Test
    void tls_1_2_is_served_and_what_is_older_is_not() throws Exception {
        try (SSLSocket socket = tls("TLSv1.2")) {
            socket.startHandshake();
            assertThat(socket.getSession().getCipherSuite()).contains("ECDHE").containsAnyOf("GCM", "POLY1305");
        }
        assertThatThrownBy(() -> {
                    try (SSLSocket socket = tls("TLSv1.2")) {
                        socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
                        socket.startHandshake();
                    }
                })
                .isInstanceOf(SSLHandshakeException.class);
        assertThat(opensslRefuses("-tls1_1")).isTrue();
        assertThat(opensslRefuses("-tls1")).isTrue();
    }

    private boolean opensslRefuses(String version) throws Exception {
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "s_client",
                        "-connect",
                        "127.0.0.1:" + address("tls").getPort(),
                        version,
                        "-cipher",
                        "ALL:@SECLEVEL=0")
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        openssl.waitFor();
        return said.contains("alert protocol version") && !said.contains("Cipher is ECDHE");
    }

    @Test
    void who_says_nothing_or_half_a_message_is_cut() throws Exception {
        try (var silent = new Socket(LOOPBACK, address("tls").getPort());
                var half = new Socket(LOOPBACK, address("tcp").getPort())) {
            half.getOutputStream().write(bytes("OPTIONS sip:a SIP/2.0\r\nVia: "));
            assertThat(read(half)).isEmpty();
            assertThat(read(silent)).isEmpty();
        }
        assertThat(count("ringfort.sip.connections.closed", "reason", "half-message"))
                .isEqualTo(1);
    }

    @Test
    void one_address_holds_so_many_connections_and_no_more() throws Exception {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 41; i++) {
                held.add(new Socket(LOOPBACK, address("tcp").getPort()));
            }
            assertThat(read(held.getFirst())).as("the oldest made room").isEmpty();
            held.get(40).getOutputStream().write(bytes(options("TCP", "")));
            assertThat(read(held.get(40))).startsWith("SIP/2.0 200");
            assertThat(count("ringfort.sip.connections.closed", "reason", "crowded"))
                    .isEqualTo(1);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private boolean answered() {
        try (var socket = new Socket(LOOPBACK, address("tcp").getPort())) {
            socket.getOutputStream().write(bytes(options("TCP", "")));
            return read(socket).startsWith("SIP/2.0 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Test
    void a_slow_reader_is_cut_off() throws Exception {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(address("tcp"));
            byte[] ask = bytes(options("TCP", "X-Filler: " + "x".repeat(3_000) + "\r\n"));
            long end = System.nanoTime() + 10_000_000_000L;
            try {
                while (count("ringfort.sip.connections.closed", "reason", "slow-reader") == 0
                        && System.nanoTime() < end) {
                    socket.getOutputStream().write(ask);
                }
            } catch (IOException cut) {
                // as it should be
            }
        }
        until(() -> count("ringfort.sip.connections.closed", "reason", "slow-reader") >= 1);
        assertThat(answered()).isTrue();
    }

    @Test
    void malformed_messages_are_refused_and_the_next_one_is_served() throws Exception {
        try (var socket = new DatagramSocket(0, LOOPBACK)) {
            String malformed = options("UDP", "").replace("CSeq: 1 OPTIONS", "CSeq: 99999999999 OPTIONS");
            assertThat(ask(socket, address("udp"), bytes(malformed))).startsWith("SIP/2.0 400");
            assertThat(ask(socket, address("udp"), new byte[] {1, 2, 3})).isEmpty();
            assertThat(ask(socket, address("udp"), bytes(request("MESSAGE", "UDP", ""))))
                    .startsWith("SIP/2.0 405");
            assertThat(ask(socket, address("udp"), bytes(options("UDP", "")))).startsWith("SIP/2.0 200");
        }
        try (var socket = new Socket(LOOPBACK, address("tcp").getPort())) {
            socket.getOutputStream().write(bytes(options("TCP", "Content-Length: 4294967328\r\n")));
            assertThat(read(socket)).startsWith("SIP/2.0 4");
            assertThat(read(socket)).as("nobody knows where the next begins").isEmpty();
        }
    }

    @Test
    void what_is_turned_away_before_it_is_a_message_is_told() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        front.tell((event, transport, source, why) ->
                told.add(event + " " + transport + " " + source.getAddress().getHostAddress() + " " + why));
        try (Socket socket = new Socket()) {
            socket.connect(address("tls"));
            socket.getOutputStream().write(bytes("GET / HTTP/1.1\r\n\r\n"));
            until(() -> told.contains("tls.handshake_failed TLS 127.0.0.1 refused"));
        }
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            String malformed = options("UDP", "").replace("CSeq: 1 OPTIONS", "CSeq: 99999999999 OPTIONS");
            assertThat(ask(socket, address("udp"), bytes(malformed))).startsWith("SIP/2.0 400");
            assertThat(ask(socket, address("udp"), bytes(request("MESSAGE", "UDP", ""))))
                    .startsWith("SIP/2.0 405");
        }
        assertThat(told).anyMatch(line -> line.startsWith("sip.malformed UDP 127.0.0.1"));
        assertThat(told).contains("sip.refused UDP 127.0.0.1 method");
    }

    @Test
    void flows_of_udp_outlive_a_restart_and_stay_within_the_trusted_network() {
        String token = "udp!udp!127.0.0.1!5070";
        assertThat(front.transports().flow(token)).isPresent();
        assertThat(front.transports().flow("udp!udp!198.51.100.1!5070")).isEmpty();
        assertThat(front.transports().flow("udp!udp!example.org!5070")).isEmpty();
        assertThat(front.transports().flow("tls!other!1")).isEmpty();
    }

    @Test
    void a_port_that_is_taken_is_named() {
        TransportSettings settings = LoopbackListeners.alone(address("tcp"));
        try (var second = new Front(settings, AdmissionSettings.DEFAULT, LoopSettings.DEFAULT, "two", registry)) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            "cannot listen on 127.0.0.1:" + address("tcp").getPort());
        }
    }
}
