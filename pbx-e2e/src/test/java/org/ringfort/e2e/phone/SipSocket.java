package org.ringfort.e2e.phone;

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
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Octets to a SIP server, well-formed or not, and whatever comes back: one message at a time. One thread. */
public sealed interface SipSocket extends AutoCloseable permits SipSocket.Datagrams, SipSocket.Stream, SipFrames {
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
        return new Stream(socket);
    }

    /** A TLS connection from this address, the certificate checked by {@code trusting}. */
    static SipSocket tls(InetAddress from, InetSocketAddress server, SSLContext trusting) throws IOException {
        return new Stream(secured(from, server, trusting));
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

    /** TCP or TLS: messages are told apart by their Content-Length. */
    final class Stream implements SipSocket {
        private static final Pattern LENGTH = Pattern.compile("(?im)^(?:Content-Length|l)\\s*:\\s*(\\d+)");

        private final Socket socket;
        private final InputStream in;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private boolean closed;

        private Stream(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        @Override
        public void send(byte[] octets) throws IOException {
            try {
                socket.getOutputStream().write(octets);
                socket.getOutputStream().flush();
            } catch (IOException gone) {
                closed = true;
            }
        }

        @Override
        public Optional<String> receive(Duration patience) {
            long deadline = System.nanoTime() + patience.toNanos();
            byte[] some = new byte[8192];
            while (true) {
                Optional<String> whole = whole();
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (whole.isPresent() || closed || System.nanoTime() >= deadline) {
                    return whole;
                }
                try {
                    socket.setSoTimeout(Math.max(1, (int) left));
                    int count = in.read(some);
                    if (count < 0) {
                        closed = true;
                    } else {
                        held.write(some, 0, count);
                    }
                } catch (SocketTimeoutException silence) {
                    return whole();
                } catch (IOException gone) {
                    closed = true;
                }
            }
        }

        private Optional<String> whole() {
            String all = held.toString(StandardCharsets.ISO_8859_1);
            int headers = all.indexOf("\r\n\r\n");
            if (headers < 0) {
                return Optional.empty();
            }
            Matcher length = LENGTH.matcher(all.substring(0, headers));
            int end = headers + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
            if (all.length() < end) {
                return Optional.empty();
            }
            held.reset();
            held.writeBytes(all.substring(end).getBytes(StandardCharsets.ISO_8859_1));
            return Optional.of(all.substring(0, end));
        }

        @Override
        public boolean closed() {
            return closed;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
