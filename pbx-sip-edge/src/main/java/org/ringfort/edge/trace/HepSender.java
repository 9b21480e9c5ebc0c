package org.ringfort.edge.trace;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the collector, on a thread of its own: whatever becomes of the collector, nobody waits for it. What it does not take is
 * dropped and counted. A connection that breaks is dialled again, and its name looked up anew, after a while.
 */
final class HepSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HepSender.class);
    private static final int MOST_WAITING = 4_096;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final TraceSettings.Collector collector;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Thread thread = Thread.ofVirtual().name("trace-collector").unstarted(this::run);
    private volatile boolean running = true;
    private volatile @Nullable AutoCloseable open;

    HepSender(TraceSettings.Collector collector) {
        this.collector = collector;
    }

    void start() {
        thread.start();
    }

    /** Any thread; never waits. */
    void send(byte[] packet) {
        if (!waiting.offer(packet)) {
            dropped.increment();
        }
    }

    long sent() {
        return sent.sum();
    }

    long dropped() {
        return dropped.sum();
    }

    private void run() {
        Duration wait = FIRST_WAIT;
        try {
            while (running) {
                long before = sent.sum();
                try {
                    talk();
                } catch (IOException | RuntimeException broken) {
                    LOG.atWarn()
                            .addKeyValue(Fields.EVENT_ACTION, Events.TRACE_COLLECTOR_LOST)
                            .addKeyValue(Fields.EVENT_REASON, String.valueOf(broken.getMessage()))
                            .log("the collector of SIP traces cannot be told");
                }
                wait = sent.sum() > before ? FIRST_WAIT : wait.multipliedBy(2);
                wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
                Thread.sleep(wait);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void talk() throws IOException, InterruptedException {
        var address = new InetSocketAddress(InetAddress.getByName(collector.host()), collector.port());
        switch (collector.way()) {
            case UDP -> {
                try (DatagramChannel channel = DatagramChannel.open()) {
                    open = channel;
                    channel.connect(address);
                    while (running) {
                        channel.write(ByteBuffer.wrap(waiting.take()));
                        sent.increment();
                    }
                }
            }
            case TCP -> {
                try (var socket = new Socket()) {
                    open = socket;
                    socket.connect(address, (int) PATIENCE.toMillis());
                    var out = socket.getOutputStream();
                    while (running) {
                        out.write(waiting.take());
                        sent.increment();
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
        AutoCloseable here = open;
        if (here != null) {
            try {
                here.close();
            } catch (Exception gone) {
                LOG.debug("the connection to the collector was gone already", gone);
            }
        }
    }
}
