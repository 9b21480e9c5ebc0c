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
 * connection to the server, whose certificate is checked.
 */
public final class TlsTunnel implements AutoCloseable {
    private final ServerSocket door;
    private final InetSocketAddress server;
    private final SSLContext trusting;

    private TlsTunnel(ServerSocket door, InetSocketAddress server, SSLContext trusting) {
        this.door = door;
        this.server = server;
        this.trusting = trusting;
    }

    /** Opens the tunnel on a free port of this address. */
    public static TlsTunnel open(InetAddress at, InetSocketAddress server, SSLContext trusting) throws IOException {
        var tunnel = new TlsTunnel(new ServerSocket(0, 20, at), server, trusting);
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
                var far =
                        (SSLSocket) trusting.getSocketFactory().createSocket(server.getHostString(), server.getPort());
                far.startHandshake();
                Thread.ofVirtual().start(() -> pump(near, far));
                Thread.ofVirtual().start(() -> pump(far, near));
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
