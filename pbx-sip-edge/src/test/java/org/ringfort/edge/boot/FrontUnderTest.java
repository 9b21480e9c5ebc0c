package org.ringfort.edge.boot;

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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocket;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.loop.LoopSettings;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.transport.ListenerSettings;
import org.ringfort.edge.transport.TransportKind;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.edge.transport.tls.TlsSettings;
import org.ringfort.process.config.Network;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.codec.Limits;

/** A front on loopback with real sockets: UDP, TCP, TLS and WSS; whoever registers with credentials is let in. */
final class FrontUnderTest implements AutoCloseable {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());

    final SimpleMeterRegistry registry;
    final Queue<ServerTransaction> asked = new ConcurrentLinkedQueue<>();
    final Front front;

    private FrontUnderTest(Front front, SimpleMeterRegistry registry) {
        this.front = front;
        this.registry = registry;
    }

    /** A front with these limits; its certificate is made in {@code folder}. */
    static FrontUnderTest open(Path folder, TransportSettings.Room room, AdmissionSettings admission) throws Exception {
        OwnCertificate own = OwnCertificate.in(folder);
        var tls = new TlsSettings(
                own.certificate(),
                own.key(),
                Optional.empty(),
                TlsSettings.Clients.NONE,
                Duration.ofSeconds(20),
                Optional.of(folder));
        return open(tls, room, admission);
    }

    /** A front with these certificates. */
    static FrontUnderTest open(TlsSettings tls, TransportSettings.Room room, AdmissionSettings admission)
            throws Exception {
        var settings = new TransportSettings(
                List.of(
                        listener("udp", TransportKind.UDP),
                        listener("tcp", TransportKind.TCP),
                        listener("tls", TransportKind.TLS),
                        listener("wss", TransportKind.WSS)),
                tls,
                Limits.DEFAULT,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                room,
                65_536,
                2,
                List.of());
        var registry = new SimpleMeterRegistry();
        var opened =
                new FrontUnderTest(new Front(settings, admission, LoopSettings.DEFAULT, "test", registry), registry);
        for (Method method : List.of(Method.REGISTER, Method.INVITE, Method.SUBSCRIBE)) {
            opened.front.loop().handle(method, opened::asked);
        }
        opened.front.start();
        return opened;
    }

    private void asked(ServerTransaction transaction) {
        asked.add(transaction);
        boolean trusted = !transaction.request().headers().authorizations().isEmpty();
        transaction.respond(trusted ? Status.OK : Status.UNAUTHORIZED);
    }

    private static ListenerSettings listener(String name, TransportKind kind) {
        return new ListenerSettings(
                name,
                kind,
                new InetSocketAddress(LOOPBACK, 0),
                Host.ofAddress("127.0.0.1"),
                0,
                List.of(Network.parse("127.0.0.0/8")));
    }

    InetSocketAddress address(String listener) {
        return front.transports().address(listener).orElseThrow();
    }

    /** A request of {@code user}; {@code extra} are whole header lines. */
    static String request(String method, String transport, String user, String extra) {
        long serial = SERIAL.incrementAndGet();
        String to = method.equals("REGISTER") ? user : "200";
        String uri = method.equals("REGISTER") ? "sip:acme.example" : "sip:200@acme.example";
        return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/" + transport + " 127.0.0.1:9;rport;branch=z9hG4bK"
                + serial + "\r\nMax-Forwards: 70\r\nFrom: <sip:" + user + "@acme.example>;tag=1\r\nTo: <sip:" + to
                + "@acme.example>\r\nCall-ID: c" + serial + "\r\nCSeq: 1 " + method
                + "\r\nContact: <sip:" + user + "@127.0.0.1:9>\r\n" + extra + "Content-Length: 0\r\n\r\n";
    }

    /** Credentials as a header line; only their form is right. */
    static String credentials(String user) {
        return "Authorization: Digest username=\"" + user
                + "\", realm=\"acme.example\", nonce=\"n\", uri=\"sip:acme.example\", response=\"" + "0".repeat(64)
                + "\", algorithm=SHA-256, qop=auth, nc=00000001, cnonce=\"c\"\r\n";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The first line of the answer; empty where there is none within {@code patience}. */
    static String ask(DatagramSocket socket, InetSocketAddress to, String request, Duration patience)
            throws IOException {
        byte[] octets = bytes(request);
        socket.send(new DatagramPacket(octets, octets.length, to));
        return hear(socket, patience).lines().findFirst().orElse("");
    }

    /** The next datagram; empty where there is none. */
    static String hear(DatagramSocket socket, Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        var answer = new DatagramPacket(new byte[65_535], 65_535);
        try {
            socket.receive(answer);
        } catch (SocketTimeoutException silent) {
            return "";
        }
        return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
    }

    /** Reads up to the empty line; what came before the end or the silence where there is none. */
    static String read(Socket socket, Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        var text = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            while (!text.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                int octet = in.read();
                if (octet < 0) {
                    break;
                }
                text.write(octet);
            }
        } catch (SocketTimeoutException silent) {
            return text.toString(StandardCharsets.UTF_8);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** A TLS connection whose handshake is over. */
    SSLSocket tls() throws Exception {
        var socket = (SSLSocket) TlsPhone.context(Optional.empty())
                .getSocketFactory()
                .createSocket(LOOPBACK, address("tls").getPort());
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    double count(String name, String... tags) {
        return registry.counter(name, tags).count();
    }

    /** Waits for it, generously. */
    static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come to that");
            }
            Thread.sleep(10);
        }
    }

    @Override
    public void close() {
        front.close();
    }
}
