package org.ringfort.e2e.phone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * TLS for a program that speaks TCP only (Debian's SIPp is built without TLS): each connection to the tunnel becomes one TLS
 * connection to the server, whose certificate is checked. The other way round ({@link #before}) the program is the server.
 */
public final class TlsTunnel implements AutoCloseable {
    private final ServerSocket door;
    private final Connects far;

    private TlsTunnel(ServerSocket door, Connects far) {
        this.door = door;
        this.far = far;
    }

    /** Makes a connection to where the tunnel leads. */
    private interface Connects {
        Socket connect() throws IOException;
    }

    /** Opens the tunnel on a free port of this address. */
    public static TlsTunnel open(InetAddress at, InetSocketAddress server, SSLContext trusting) throws IOException {
        return started(new TlsTunnel(new ServerSocket(0, 20, at), () -> {
            var far = (SSLSocket) trusting.getSocketFactory().createSocket(server.getHostString(), server.getPort());
            far.startHandshake();
            return far;
        }));
    }

    /** Opens a door for TLS on a free port of this address, which leads to a program that is a server over TCP. */
    public static TlsTunnel before(InetSocketAddress program, InetAddress at, SSLContext showing) throws IOException {
        return started(new TlsTunnel(
                showing.getServerSocketFactory().createServerSocket(0, 20, at),
                () -> new Socket(program.getAddress(), program.getPort())));
    }

    private static TlsTunnel started(TlsTunnel tunnel) {
        Thread.ofVirtual().name("tls-tunnel").start(tunnel::accept);
        return tunnel;
    }

    /** Where the program is to connect. */
    public InetSocketAddress entrance() {
        return (InetSocketAddress) door.getLocalSocketAddress();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                Socket there = far.connect();
                Thread.ofVirtual().start(() -> pump(near, there));
                Thread.ofVirtual().start(() -> pump(there, near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Both ends are closed when one is. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[8192];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                out.write(some, 0, count);
                out.flush();
            }
        } catch (IOException ended) {
            // the other direction ends with it
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
