package org.ringfort.media.port;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Waits for datagrams on many ports. One thread, but for {@link #wake()}. */
public final class Poller implements AutoCloseable {
    private final Selector selector;

    /** Told on the polling thread that a port has something. */
    @FunctionalInterface
    public interface Waiting {
        void readable(UdpPort port);
    }

    private record Registration(UdpPort port, Waiting waiting) {}

    public Poller() throws IOException {
        selector = Selector.open();
    }

    public void watch(UdpPort port, Waiting waiting) {
        try {
            port.channel().register(selector, SelectionKey.OP_READ, new Registration(port, waiting));
        } catch (ClosedChannelException closed) {
            throw new IllegalStateException(closed);
        }
    }

    /** Waits at most so long (0: not at all) and serves every port that has something. */
    public void poll(long timeoutMillis) throws IOException {
        if (timeoutMillis <= 0) {
            selector.selectNow(Poller::serve);
        } else {
            selector.select(Poller::serve, timeoutMillis);
        }
    }

    /** Ends a wait; any thread. */
    public void wake() {
        selector.wakeup();
    }

    private static void serve(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Registration registration) {
            registration.waiting().readable(registration.port());
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
