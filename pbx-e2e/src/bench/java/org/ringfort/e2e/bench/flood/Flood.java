package org.ringfort.e2e.bench.flood;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Datagrams at a steady rate from addresses of loopback that nobody else uses, and what comes back to them. One thread, on the core
 * that the server does not have.
 */
final class Flood {
    private static final int IN_A_ROW = 20;

    private final InetSocketAddress server;
    private final int rate;
    private final List<byte[]> messages;

    /**
     * What was sent and what came back.
     *
     * @param sent datagrams
     * @param octetsSent in them
     * @param answers datagrams
     * @param octetsBack in those
     * @param seconds that it took
     */
    record Echo(long sent, long octetsSent, long answers, long octetsBack, double seconds) {
        double amplification() {
            return octetsSent == 0 ? 0 : octetsBack / (double) octetsSent;
        }
    }

    /**
     * @param rate datagrams a second
     * @param messages sent in turn
     */
    Flood(InetSocketAddress server, int rate, List<byte[]> messages) {
        this.server = server;
        this.rate = rate;
        this.messages = messages;
    }

    /**
     * Sends for so long.
     *
     * @param sources how many addresses, 127.1.0.1 and the next
     */
    Echo run(int sources, int seconds) throws IOException {
        var channels = new ArrayList<DatagramChannel>();
        try {
            for (int i = 0; i < sources; i++) {
                channels.add(DatagramChannel.open()
                        .bind(new InetSocketAddress(
                                InetAddress.getByAddress(new byte[] {127, 1, (byte) (i / 250), (byte) (1 + i % 250)}), 0)));
                channels.getLast().configureBlocking(false);
            }
            return run(channels, (long) rate * seconds);
        } finally {
            for (DatagramChannel channel : channels) {
                channel.close();
            }
        }
    }

    private Echo run(List<DatagramChannel> channels, long count) throws IOException {
        List<ByteBuffer> octets = messages.stream().map(ByteBuffer::wrap).toList();
        ByteBuffer heard = ByteBuffer.allocate(65_536);
        long began = System.nanoTime();
        long octetsSent = 0;
        long answers = 0;
        long octetsBack = 0;
        for (long i = 0; i < count; i++) {
            DatagramChannel channel = channels.get((int) (i % channels.size()));
            ByteBuffer message = octets.get((int) (i % octets.size()));
            octetsSent += channel.send(message.duplicate(), server);
            if (i % IN_A_ROW == 0) {
                while (channel.receive(heard.clear()) != null) {
                    answers++;
                    octetsBack += heard.position();
                }
                long early = began + i * 1_000_000_000L / rate - System.nanoTime();
                if (early > 0) {
                    LockSupport.parkNanos(early);
                }
            }
        }
        for (DatagramChannel channel : channels) {
            while (channel.receive(heard.clear()) != null) {
                answers++;
                octetsBack += heard.position();
            }
        }
        return new Echo(count, octetsSent, answers, octetsBack, (System.nanoTime() - began) / 1e9);
    }
}
