package org.ringfort.e2e.phone;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Octets to a SIP server, well-formed or not, and whatever comes back: one message at a time. One thread. */
public sealed interface SipSocket extends AutoCloseable permits SipSocket.Datagrams, SipStream {
    /** For connecting and for the handshake of TLS, on a machine that is busy with other things. */
    int PATIENCE_MS = 20_000;

    /** Sends these octets as they are. */
    void send(byte[] octets) throws IOException;

    /** The next whole message, or nothing where none comes in time or the peer has closed. */
    Optional<String> receive(Duration patience) throws IOException;

    /** Whether the peer has closed; UDP never does. */
    boolean closed();

    @Override
    void close() throws IOException;

    /** Datagrams from this address. */
    static SipSocket udp(InetAddress from, InetSocketAddress server) throws IOException {
        var socket = new DatagramSocket(new InetSocketAddress(from, 0));
        socket.connect(server);
        return new Datagrams(socket);
    }

    /** A TCP connection from this address. */
    static SipSocket tcp(InetAddress from, InetSocketAddress server) throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(server, PATIENCE_MS);
        return SipLengths.over(socket);
    }

    /** A TLS connection from this address, the certificate checked by {@code trusting}. */
    static SipSocket tls(InetAddress from, InetSocketAddress server, SSLContext trusting) throws IOException {
        return SipLengths.over(secured(from, server, trusting));
    }

    /** The same with a WebSocket in it. */
    static SipSocket wss(InetAddress from, InetSocketAddress server, SSLContext trusting) throws IOException {
        return SipFrames.over(secured(from, server, trusting), server.getHostString() + ":" + server.getPort());
    }

    private static Socket secured(InetAddress from, InetSocketAddress server, SSLContext trusting) throws IOException {
        var plain = new Socket();
        plain.setTcpNoDelay(true);
        plain.bind(new InetSocketAddress(from, 0));
        plain.connect(server, PATIENCE_MS);
        var socket = (SSLSocket)
                trusting.getSocketFactory().createSocket(plain, server.getHostString(), server.getPort(), true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.startHandshake();
        return socket;
    }

    /** UDP. */
    final class Datagrams implements SipSocket {
        private final DatagramSocket socket;
        private final byte[] room = new byte[65_535];

        private Datagrams(DatagramSocket socket) {
            this.socket = socket;
        }

        @Override
        public void send(byte[] octets) throws IOException {
            socket.send(new DatagramPacket(octets, octets.length));
        }

        @Override
        public Optional<String> receive(Duration patience) throws IOException {
            var packet = new DatagramPacket(room, room.length);
            socket.setSoTimeout(Math.max(1, (int) patience.toMillis()));
            try {
                socket.receive(packet);
                return Optional.of(new String(room, 0, packet.getLength(), StandardCharsets.ISO_8859_1));
            } catch (SocketTimeoutException silence) {
                return Optional.empty();
            }
        }

        @Override
        public boolean closed() {
            return false;
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
