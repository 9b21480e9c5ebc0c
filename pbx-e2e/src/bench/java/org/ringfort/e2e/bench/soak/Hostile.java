package org.ringfort.e2e.bench.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.ringfort.e2e.bench.signalling.Server;
import org.ringfort.e2e.phone.SipSocket;
import org.ringfort.e2e.system.Mutations;

/**
 * What comes from the open internet, bounded: spoiled messages over UDP, TCP and TLS, wrong passwords, handshakes and messages that
 * are begun and never ended, connections that are dropped at once. About a hundred blows a second, on loopback only.
 */
final class Hostile implements Runnable {
    private static final int BLOWS_A_SECOND = 100;
    private static final int MOST_LEFT_OPEN = 200;

    private final Server server;
    private final SSLContext trusting;
    private final AtomicBoolean over;
    private final Random random = new Random(3261);
    private final Mutations spoiled;
    private final java.util.ArrayDeque<AutoCloseable> left = new java.util.ArrayDeque<>();
    private long blows;

    Hostile(Server server, SSLContext trusting, AtomicBoolean over) {
        this.server = server;
        this.trusting = trusting;
        this.over = over;
        this.spoiled = new Mutations(
                List.of(octets(message("REGISTER", "")), octets(message("INVITE", "")), octets(message("OPTIONS", ""))),
                random);
    }

    long blows() {
        return blows;
    }

    @Override
    public void run() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SipSocket datagrams = SipSocket.udp(loopback, new InetSocketAddress(loopback, server.port()))) {
            while (!over.get()) {
                try {
                    blow(datagrams, loopback);
                } catch (IOException cut) {
                    // cut off, which is what it came for
                }
                blows++;
                Thread.sleep(1000 / BLOWS_A_SECOND);
            }
            while (!left.isEmpty()) {
                left.poll().close();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void blow(SipSocket datagrams, InetAddress from) throws IOException {
        var clear = new InetSocketAddress(from, server.port());
        var secured = new InetSocketAddress(from, server.tlsPort());
        switch (random.nextInt(40)) {
            case 0 -> send(SipSocket.tcp(from, clear), spoiled.next());
            case 1 -> send(SipSocket.tls(from, secured, trusting), spoiled.next());
            case 2 -> leave(SipSocket.tcp(from, clear), octets(message("INVITE", "").substring(0, 90)));
            case 3 -> {
                var halfOpen = new Socket(from, server.tlsPort());
                halfOpen.getOutputStream().write(new byte[] {22, 3, 1, 2});
                keep(halfOpen);
            }
            case 4 -> new Socket(from, server.tlsPort()).close();
            case 5, 6 -> datagrams.send(octets(message("REGISTER", """
                    Authorization: Digest username="nobody%d", realm="%s", nonce="bm9uY2U", uri="sip:%s", response="%032x", qop=auth, nc=00000001, cnonce="c"
                    """.formatted(random.nextInt(1000), server.domain(), server.domain(), random.nextLong(Long.MAX_VALUE)))));
            case 7, 8 -> datagrams.send(octets(message("INVITE", "")));
            default -> datagrams.send(spoiled.next());
        }
        while (datagrams.receive(Duration.ofMillis(1)).isPresent()) {
            // whatever they say
        }
    }

    private static void send(SipSocket socket, byte[] octets) throws IOException {
        try (socket) {
            socket.send(octets);
            socket.receive(Duration.ofMillis(5));
        }
    }

    private void leave(SipSocket socket, byte[] begun) throws IOException {
        socket.send(begun);
        keep(socket);
    }

    private void keep(AutoCloseable open) throws IOException {
        left.add(open);
        if (left.size() > MOST_LEFT_OPEN) {
            try {
                left.poll().close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private String message(String method, String more) {
        String name = Long.toHexString(random.nextLong());
        return """
                %1$s sip:101@%2$s SIP/2.0
                Via: SIP/2.0/UDP 10.9.8.7:5060;branch=z9hG4bK%3$s;rport
                Max-Forwards: 70
                From: <sip:stranger@%2$s>;tag=%3$s
                To: <sip:101@%2$s>
                Call-ID: %3$s
                CSeq: 1 %1$s
                Contact: <sip:stranger@10.9.8.7:5060>
                %4$sContent-Length: 0

                """.formatted(method, server.domain(), name, more).replace("\n", "\r\n");
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
