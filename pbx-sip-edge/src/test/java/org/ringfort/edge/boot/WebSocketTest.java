package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.admission.Rate;
import org.ringfort.edge.loop.LoopSettings;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.ListenerSettings;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.edge.transport.tls.TlsSettings;
import org.ringfort.process.config.Network;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.codec.Limits;

/**
 * SIP over secure WebSocket, spoken with the JDK's own client, and by hand where that one is too polite.
 *
 * @rfc 7118 5
 */
class WebSocketTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<ServerTransaction> registers = new ConcurrentLinkedQueue<>();
    private final Queue<Flow> closed = new ConcurrentLinkedQueue<>();
    private Front front;
    private HttpClient client;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws Exception {
        OwnCertificate own = OwnCertificate.in(folder);
        var wss = new ListenerSettings(
                "wss",
                TransportKind.WSS,
                new InetSocketAddress(LOOPBACK, 0),
                Host.ofAddress("127.0.0.1"),
                0,
                List.of(Network.parse("127.0.0.0/8")));
        var settings = new TransportSettings(
                List.of(wss),
                TlsSettings.of(own.certificate(), own.key()),
                Limits.DEFAULT,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(3),
                new TransportSettings.Room(60, 40, 30, 20),
                65_536,
                1,
                List.of("https://phone.example"));
        front = new Front(
                settings,
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
        client = HttpClient.newBuilder().sslContext(trustingAll()).build();
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        front.close();
    }

    private static SSLContext trustingAll() throws Exception {
        return TlsPhone.context(Optional.empty());
    }

    /** What came, and in which form. */
    private static final class Heard implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add("text " + part);
                part.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, data, last);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            messages.add("binary " + StandardCharsets.ISO_8859_1.decode(data));
            return WebSocket.Listener.super.onBinary(socket, data, last);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            messages.add("pong " + StandardCharsets.ISO_8859_1.decode(data));
            return WebSocket.Listener.super.onPong(socket, data);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            messages.add("closed");
            return WebSocket.Listener.super.onClose(socket, code, reason);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            messages.add("closed");
        }

        String next() throws InterruptedException {
            String message = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return message == null ? "nothing" : message;
        }
    }

    private int port() {
        return front.transports().address("wss").orElseThrow().getPort();
    }

    private WebSocket connect(Heard heard, String... headers) {
        WebSocket.Builder builder = client.newWebSocketBuilder().subprotocols("sip");
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder.buildAsync(URI.create("wss://127.0.0.1:" + port() + "/ws?phone=1"), heard)
                .join();
    }

    private static String request(String method, String extra) {
        return method + " sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK"
                + System.nanoTime() + "\r\nMax-Forwards: 70\r\nFrom: <sip:a@127.0.0.1>;tag=1\r\n"
                + "To: <sip:a@127.0.0.1>\r\nCall-ID: c" + System.nanoTime() + "\r\nCSeq: 1 " + method + "\r\n" + extra
                + "\r\n";
    }

    private double count(String name, String... tags) {
        return registry.counter(name, tags).count();
    }

    @Test
    void text_is_answered_in_text_and_binary_in_binary() throws Exception {
        var heard = new Heard();
        WebSocket socket = connect(heard);
        assertThat(socket.getSubprotocol()).isEqualTo("sip");
        socket.sendText(request("OPTIONS", ""), true).join();
        assertThat(heard.next())
                .startsWith("text SIP/2.0 200")
                .contains("Via: SIP/2.0/WSS df7jal23ls0d.invalid")
                .contains("received=127.0.0.1");
        byte[] options = request("OPTIONS", "Content-Length: 0\r\n").getBytes(StandardCharsets.UTF_8);
        socket.sendBinary(ByteBuffer.wrap(options), true).join();
        assertThat(heard.next()).startsWith("binary SIP/2.0 200");
    }

    @Test
    void a_registration_has_its_flow_and_its_end_is_told() throws Exception {
        WebSocket socket = connect(new Heard(), "Origin", "https://phone.example");
        socket.sendText(request("REGISTER", "Contact: <sip:a@df7jal23ls0d.invalid;transport=ws>\r\n"), true)
                .join();
        while (registers.isEmpty()) {
            Thread.sleep(10);
        }
        Flow flow = registers.remove().flow();
        assertThat(flow.transport()).isEqualTo(TransportKind.WSS);
        assertThat(flow.tls()).isPresent();
        assertThat(flow.contact("101").toString()).isEqualTo("sip:101@127.0.0.1:" + port() + ";transport=ws");
        assertThat(front.transports().flow(flow.token())).isPresent();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        until(() -> !closed.isEmpty());
        assertThat(closed.remove().token()).isEqualTo(flow.token());
    }

    @Test
    void signs_of_life_are_answered_in_both_forms() throws Exception {
        var heard = new Heard();
        WebSocket socket = connect(heard);
        socket.sendText("\r\n\r\n", true).join();
        assertThat(heard.next()).isEqualTo("text \r\n");
        socket.sendPing(ByteBuffer.wrap(new byte[] {'h', 'i'})).join();
        assertThat(heard.next()).isEqualTo("pong hi");
    }

    @Test
    void a_message_in_pieces_is_put_together_and_a_broken_one_spoils_itself_alone() throws Exception {
        var heard = new Heard();
        WebSocket socket = connect(heard);
        String whole = request("OPTIONS", "");
        socket.sendText(whole.substring(0, 30), false).join();
        socket.sendText(whole.substring(30, 90), false).join();
        socket.sendText(whole.substring(90), true).join();
        assertThat(heard.next()).startsWith("text SIP/2.0 200");
        socket.sendText(request("OPTIONS", "Content-Length: 77\r\n"), true).join();
        assertThat(heard.next()).startsWith("text SIP/2.0 400");
        socket.sendText(request("OPTIONS", ""), true).join();
        assertThat(heard.next()).startsWith("text SIP/2.0 200");
    }

    @Test
    void strange_pages_other_subprotocols_and_plain_requests_are_turned_away() throws Exception {
        assertThatThrownBy(() -> connect(new Heard(), "Origin", "https://evil.example"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(count("ringfort.tls.handshake.failures", "reason", "websocket-403"))
                .isEqualTo(1);
        assertThat(connect(new Heard(), "Origin", "https://127.0.0.1:8443").getSubprotocol())
                .as("our own pages")
                .isEqualTo("sip");
        assertThatThrownBy(() -> client.newWebSocketBuilder()
                        .subprotocols("chat")
                        .buildAsync(URI.create("wss://127.0.0.1:" + port() + "/"), new Heard())
                        .join())
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 426");
        assertThat(raw("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(raw("\u0016\u0003\u0001garbage\r\n\r\n")).doesNotContain("101");
    }

    private String raw(String text) throws Exception {
        try (Socket socket = trustingAll().getSocketFactory().createSocket(LOOPBACK, port())) {
            socket.setSoTimeout(4_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException cut) {
            return "";
        }
    }

    /** Upgraded by hand, for what no polite client sends. */
    private Socket upgraded() throws Exception {
        Socket socket = trustingAll().getSocketFactory().createSocket(LOOPBACK, port());
        socket.setSoTimeout(8_000);
        socket.getOutputStream().write("""
                        GET / HTTP/1.1
                        Host: a
                        Upgrade: websocket
                        Connection: Upgrade
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                        Sec-WebSocket-Version: 13
                        Sec-WebSocket-Protocol: sip

                        """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        var in = new DataInputStream(socket.getInputStream());
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readByte());
        }
        assertThat(head).startsWith("HTTP/1.1 101").containsIgnoringCase("sec-websocket-protocol: sip");
        return socket;
    }

    @Test
    void a_frame_that_does_not_come_to_its_end_is_cut() throws Exception {
        try (Socket socket = upgraded()) {
            socket.getOutputStream().write(new byte[] {(byte) 0x81, (byte) (0x80 | 100), 0, 0, 0, 0, 'O'});
            long from = System.nanoTime();
            readToTheEnd(socket);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(PATIENCE);
        }
        until(() -> count("ringfort.sip.connections.closed", "reason", "half-message") == 1);
        try (Socket socket = upgraded()) {
            socket.getOutputStream().write(new byte[] {0x01, (byte) 0x81, 0, 0, 0, 0, 'O'});
            readToTheEnd(socket);
        }
        until(() -> count("ringfort.sip.connections.closed", "reason", "half-message") == 2);
    }

    @Test
    void frames_beyond_every_bound_are_cut() throws Exception {
        try (Socket socket = upgraded()) { // one that says it is 1 GiB long
            socket.getOutputStream()
                    .write(new byte[] {(byte) 0x82, (byte) 0xff, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0});
            readToTheEnd(socket);
        }
        try (Socket socket = upgraded()) { // empty ones without end
            var flood = ByteBuffer.allocate(6 * 1_000);
            flood.put(new byte[] {0x02, (byte) 0x80, 0, 0, 0, 0});
            while (flood.hasRemaining()) {
                flood.put(new byte[] {0x00, (byte) 0x80, 0, 0, 0, 0});
            }
            socket.getOutputStream().write(flood.array());
            readToTheEnd(socket);
        }
        until(() -> count("ringfort.sip.connections.closed", "reason", "message-too-large") == 1);
        try (Socket socket = upgraded()) { // unmasked
            socket.getOutputStream().write(new byte[] {(byte) 0x81, 1, 'O'});
            readToTheEnd(socket);
        }
        var heard = new Heard();
        connect(heard).sendText(request("OPTIONS", ""), true).join();
        assertThat(heard.next()).as("others are served").startsWith("text SIP/2.0 200");
    }

    @Test
    void every_torture_message_leaves_the_next_one_served() throws Exception {
        List<Path> torture;
        try (var files = Files.list(Path.of("..", "pbx-protocol", "src", "torture", "messages"))) {
            torture = files.filter(file -> file.toString().endsWith(".sip"))
                    .sorted()
                    .toList();
        }
        assertThat(torture).hasSizeGreaterThan(50);
        for (Path message : torture) {
            var heard = new Heard();
            WebSocket socket = connect(heard);
            socket.sendBinary(ByteBuffer.wrap(Files.readAllBytes(message)), true)
                    .join();
            socket.sendText(request("OPTIONS", "X-After: torture\r\n"), true).join();
            String answer = heard.next();
            if (!answer.contains("df7jal23ls0d.invalid")) {
                assertThat(answer).as(message.toString()).doesNotContain("SIP/2.0 5");
                answer = heard.next();
            }
            assertThat(answer).as("after " + message).contains("SIP/2.0 200").contains("df7jal23ls0d.invalid");
            socket.abort();
        }
    }

    @Test
    void a_stranger_who_only_shows_signs_of_life_is_sent_away() throws Exception {
        var heard = new Heard();
        WebSocket socket = connect(heard);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count("ringfort.sip.connections.closed", "reason", "idle-stranger") == 0 && System.nanoTime() < end) {
            socket.sendText("\r\n\r\n", true).exceptionally(over -> socket).join();
            Thread.sleep(200);
        }
        assertThat(count("ringfort.sip.connections.closed", "reason", "idle-stranger"))
                .isEqualTo(1);
    }

    private static void readToTheEnd(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
        } catch (IOException cut) {
            assertThat(cut).isNotInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    private static void until(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
