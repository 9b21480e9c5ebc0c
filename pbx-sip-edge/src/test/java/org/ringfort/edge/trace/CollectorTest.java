package org.ringfort.edge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.fake.Until;
import org.ringfort.edge.transport.Flow;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RawHeader;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.To;
import org.ringfort.protocol.sip.header.Via;

/** A collector on loopback, which reads HEP by its description and knows nothing of how we write it. */
class CollectorTest {
    private static final int CORRELATION = 17;
    private static final int PAYLOAD = 15;

    private static Flow flow(TransportKind kind) {
        return new Flow(
                "f1",
                kind,
                kind.uriToken(),
                new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 5061),
                new InetSocketAddress(InetAddress.ofLiteral("2001:db8::7"), 40_001),
                Host.ofAddress("192.0.2.1"),
                5061,
                Optional.empty());
    }

    private static SipRequest request(Method method, String callId) {
        SipUri uri = SipUri.parse("sip:102@acme.example").orElseThrow();
        return new SipRequest(
                method,
                uri,
                Headers.of(
                        Via.of("TLS", new Host("192.0.2.7"), 5060, Via.MAGIC_COOKIE + callId),
                        new From(NameAddress.of(uri).withTag("1")),
                        new To(NameAddress.of(uri)),
                        new SipCallId(callId),
                        new CSeq(1, method),
                        RawHeader.of("Authorization", "Digest realm=\"r\", response=\"topsecret\"")),
                Body.EMPTY);
    }

    private static Tracer tracer(TraceSettings.Way way, int port) {
        var tracer = new Tracer(
                new TraceSettings(
                        Duration.ZERO, 1, 64, Optional.of(new TraceSettings.Collector("127.0.0.1", port, way, 77))),
                1,
                Clock.systemUTC());
        tracer.start();
        return tracer;
    }

    private static Map<Integer, byte[]> chunks(byte[] packet) {
        ByteBuffer in = ByteBuffer.wrap(packet);
        byte[] magic = new byte[4];
        in.get(magic);
        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("HEP3");
        assertThat(Short.toUnsignedInt(in.getShort())).isEqualTo(packet.length);
        Map<Integer, byte[]> chunks = new HashMap<>();
        while (in.hasRemaining()) {
            assertThat(in.getShort()).isZero();
            int type = in.getShort();
            byte[] value = new byte[Short.toUnsignedInt(in.getShort()) - 6];
            in.get(value);
            chunks.put(type, value);
        }
        return chunks;
    }

    private static String text(Map<Integer, byte[]> chunks, int type) {
        return new String(chunks.getOrDefault(type, new byte[0]), StandardCharsets.UTF_8);
    }

    @Test
    void everything_is_told_by_datagrams_under_the_calls_name_and_without_secrets() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(20_000);
            try (Tracer tracer = tracer(TraceSettings.Way.UDP, socket.getLocalPort())) {
                tracer.leg("leg-a", "call-1", "tenant-1");
                tracer.received(0, flow(TransportKind.TLS), request(Method.INVITE, "leg-a"));
                tracer.sent(0, flow(TransportKind.UDP), request(Method.REGISTER, "reg"));
                var packet = new DatagramPacket(new byte[65_535], 65_535);
                socket.receive(packet);
                Map<Integer, byte[]> first = chunks(Arrays.copyOf(packet.getData(), packet.getLength()));
                assertThat(text(first, CORRELATION)).isEqualTo("call-1");
                assertThat(text(first, PAYLOAD))
                        .startsWith("INVITE sip:102@acme.example SIP/2.0\r\n")
                        .contains("response=\"[redacted]\"")
                        .doesNotContain("topsecret");
                assertThat(first.get(1)).containsExactly(10); // IPv6
                assertThat(first.get(2)).containsExactly(6); // TCP under TLS
                assertThat(first.get(5))
                        .isEqualTo(InetAddress.ofLiteral("2001:db8::7").getAddress());
                assertThat(first.get(7)).containsExactly(40_001 >> 8, (byte) 40_001);
                assertThat(first.get(11)).containsExactly(1);
                assertThat(first.get(12)).containsExactly(0, 0, 0, 77);
                socket.receive(packet);
                Map<Integer, byte[]> second = chunks(Arrays.copyOf(packet.getData(), packet.getLength()));
                assertThat(text(second, CORRELATION)).isEqualTo("reg");
                assertThat(second.get(2)).containsExactly(17);
                assertThat(second.get(6))
                        .isEqualTo(InetAddress.ofLiteral("2001:db8::7").getAddress());
            }
        }
    }

    @Test
    void on_a_stream_one_follows_the_other_and_a_broken_one_is_dialled_again() throws IOException {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(20_000);
            try (Tracer tracer = tracer(TraceSettings.Way.TCP, server.getLocalPort())) {
                try (Socket first = server.accept()) {
                    tracer.received(0, flow(TransportKind.TCP), request(Method.INVITE, "leg-a"));
                    tracer.received(0, flow(TransportKind.TCP), request(Method.BYE, "leg-a"));
                    assertThat(text(read(first), PAYLOAD)).startsWith("INVITE");
                    assertThat(text(read(first), PAYLOAD)).startsWith("BYE");
                }
                Thread talker = Thread.ofVirtual().start(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        tracer.received(0, flow(TransportKind.TCP), request(Method.INFO, "leg-b"));
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    }
                });
                try (Socket second = server.accept()) {
                    assertThat(text(read(second), PAYLOAD)).startsWith("INFO");
                } finally {
                    talker.interrupt();
                }
            }
        }
    }

    private static Map<Integer, byte[]> read(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        var in = new DataInputStream(socket.getInputStream());
        byte[] head = in.readNBytes(6);
        int length = ((head[4] & 0xFF) << 8) | (head[5] & 0xFF);
        byte[] packet = Arrays.copyOf(head, length);
        in.readFully(packet, 6, length - 6);
        return chunks(packet);
    }

    @Test
    void a_collector_that_takes_nothing_costs_what_it_misses_and_nothing_else() {
        var sender = new HepSender(new TraceSettings.Collector("collector.invalid", 9_060, TraceSettings.Way.TCP, 1));
        sender.start();
        try {
            for (int i = 0; i < 10_000; i++) {
                sender.send(new byte[100]);
            }
            Until.holds("counted", () -> sender.dropped() >= 10_000 - 4_096 - 1);
            assertThat(sender.sent()).isZero();
        } finally {
            sender.close();
        }
    }
}
