package org.ringfort.e2e.bench.flood;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections that begin a TLS handshake and say no more. One thread. */
final class StalledHandshakes implements AutoCloseable {
    /** A record of a handshake that announces 512 octets, and the first of them: a ClientHello. */
    private static final byte[] BEGUN = {22, 3, 1, 2, 0, 1, 0};

    private static final int EACH_ADDRESS = 100;

    private final List<SocketChannel> open = new ArrayList<>();
    private int refused;

    /** Opens so many, from addresses of their own, 127.2.0.1 and the next; those that are refused count too. */
    StalledHandshakes(InetSocketAddress server, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int address = i / EACH_ADDRESS;
            SocketChannel channel = SocketChannel.open();
            channel.bind(new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 2, (byte) (address / 250), (byte) (1 + address % 250)}), 0));
            try {
                channel.connect(server);
                channel.configureBlocking(false);
                channel.write(ByteBuffer.wrap(BEGUN));
                open.add(channel);
            } catch (IOException no) {
                refused++;
                channel.close();
            }
        }
    }

    int refused() {
        return refused;
    }

    /** How many the server keeps still. */
    int kept() {
        ByteBuffer octets = ByteBuffer.allocate(256);
        int kept = 0;
        for (SocketChannel channel : open) {
            try {
                int read = channel.read(octets.clear());
                while (read > 0) { // an alert, before it is closed
                    read = channel.read(octets.clear());
                }
                kept += read == 0 ? 1 : 0;
            } catch (IOException reset) {
                // cut
            }
        }
        return kept;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : open) {
            channel.close();
        }
    }
}
