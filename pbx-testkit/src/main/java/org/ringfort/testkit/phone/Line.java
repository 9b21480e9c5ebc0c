package org.ringfort.testkit.phone;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.ringfort.protocol.sip.codec.Decoded;
import org.ringfort.protocol.sip.codec.Limits;
import org.ringfort.protocol.sip.codec.SipDecoder;

/** A socket that SIP goes over; a virtual thread reads it until it closes. */
final class Line implements Closeable {
    private static final SipDecoder DECODER = new SipDecoder(Limits.DEFAULT);

    private final String transport;
    private final @Nullable DatagramSocket datagrams;
    private final @Nullable Socket stream;
    private final InetSocketAddress local;

    private Line(String transport, @Nullable DatagramSocket datagrams, @Nullable Socket stream) {
        this.transport = transport;
        this.datagrams = datagrams;
        this.stream = stream;
        this.local = (InetSocketAddress)
                (datagrams != null
                        ? datagrams.getLocalSocketAddress()
                        : required(stream).getLocalSocketAddress());
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("no socket");
        }
        return value;
    }

    static Line udp(InetSocketAddress server, InetAddress from) throws IOException {
        var socket = new DatagramSocket(new InetSocketAddress(from, 0));
        socket.connect(server);
        return new Line("UDP", socket, null);
    }

    static Line tcp(InetSocketAddress server) throws IOException {
        return new Line("TCP", null, new Socket(server.getAddress(), server.getPort()));
    }

    /** The server's certificate is checked by {@code context}, its name against {@code serverName}. */
    static Line tls(InetSocketAddress server, SSLContext context, String serverName) throws IOException {
        var plain = new Socket(server.getAddress(), server.getPort());
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, serverName, server.getPort(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new Line("TLS", null, socket);
    }

    String transport() {
        return transport;
    }

    InetSocketAddress local() {
        return local;
    }

    void read(Consumer<Decoded> to, Runnable closed) {
        Thread.ofVirtual().start(() -> {
            try {
                if (datagrams != null) {
                    readDatagrams(datagrams, to);
                } else {
                    readStream(required(stream).getInputStream(), to);
                }
            } catch (IOException e) {
                // the socket was closed, by us or by the peer: both end the line
            } finally {
                closed.run();
            }
        });
    }

    private static void readDatagrams(DatagramSocket socket, Consumer<Decoded> to) throws IOException {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        while (!socket.isClosed()) {
            socket.receive(packet);
            to.accept(DECODER.datagram(Arrays.copyOf(packet.getData(), packet.getLength())));
        }
    }

    private static void readStream(InputStream in, Consumer<Decoded> to) throws IOException {
        ByteBuffer held = ByteBuffer.allocate(Limits.DEFAULT.messageBytes());
        int octet = in.read(held.array(), 0, held.capacity());
        while (octet >= 0) {
            held.limit(held.position() + octet).position(0);
            decode(held, to);
            held.compact();
            octet = in.read(held.array(), held.position(), held.remaining());
        }
    }

    private static void decode(ByteBuffer held, Consumer<Decoded> to) {
        while (held.hasRemaining()) {
            // a lone CRLF is the answer to a ping; the decoder would wait for a second one
            if (held.remaining() == 2 && held.get(held.position()) == '\r') {
                held.position(held.limit());
                to.accept(new Decoded.KeepAlive(Decoded.KeepAlive.Kind.PONG));
                return;
            }
            Decoded decoded = DECODER.stream(held);
            if (decoded instanceof Decoded.Incomplete) {
                return;
            }
            to.accept(decoded);
        }
    }

    void write(byte[] octets) throws IOException {
        if (datagrams != null) {
            datagrams.send(new DatagramPacket(octets, octets.length));
            return;
        }
        OutputStream out = required(stream).getOutputStream();
        synchronized (this) {
            out.write(octets);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (datagrams != null) {
            datagrams.close();
        }
        if (stream != null) {
            stream.close();
        }
    }
}
