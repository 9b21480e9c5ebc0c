package org.ringfort.media.port;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Waits for datagrams on many ports. One thread, but for {@link #wake()}. */
public final class Poller implements AutoCloseable {
    private static final int EVENTS_AT_ONCE = 512;

    private final int epoll;
    private final int bell;
    private final MemorySegment events;
    private final MemorySegment word;
    private final MemorySegment ring;
    private final AtomicBoolean rung = new AtomicBoolean();
    private boolean closed;
    private @Nullable Runnable[] byDescriptor = new Runnable[256];

    public Poller() throws IOException {
        Arena arena = Arena.ofAuto();
        events = arena.allocate((long) Libc.EVENT_BYTES * EVENTS_AT_ONCE, 8);
        word = arena.allocate(16, 8);
        ring = arena.allocate(ValueLayout.JAVA_LONG);
        ring.set(ValueLayout.JAVA_LONG, 0, 1L);
        epoll = Libc.epollCreate();
        bell = Libc.eventDescriptor();
        if (epoll < 0 || bell < 0) {
            throw new IOException("the machine has no descriptor left");
        }
        add(bell);
    }

    /** @param readable told on the polling thread that the port has something */
    public void watch(UdpPort port, Runnable readable) {
        watch(port.socket(), readable);
    }

    void watch(Socket socket, Runnable readable) {
        if (!socket.isOpen()) {
            return;
        }
        int descriptor = socket.descriptor();
        if (descriptor >= byDescriptor.length) {
            byDescriptor = Arrays.copyOf(byDescriptor, Math.max(descriptor + 1, 2 * byDescriptor.length));
        }
        byDescriptor[descriptor] = readable;
        socket.watchedBy(this);
        add(descriptor);
    }

    private void add(int descriptor) {
        word.set(ValueLayout.JAVA_INT_UNALIGNED, 0, Libc.EPOLLIN);
        word.set(ValueLayout.JAVA_LONG_UNALIGNED, Libc.EVENT_DATA_AT, descriptor);
        if (Libc.epollAdd(epoll, descriptor, word) < 0) {
            throw new IllegalStateException("a socket cannot be waited for");
        }
    }

    /** Its socket is closed, which ends the kernel's part; on the polling thread. */
    void forget(int descriptor) {
        byDescriptor[descriptor] = null;
    }

    /** Waits at most so long (0: not at all) and serves every port that has something; how many had. */
    public int poll(long timeoutMillis) {
        int count = Libc.epollWait(epoll, events, EVENTS_AT_ONCE, (int) timeoutMillis);
        int served = 0;
        for (int at = 0; at < count; at++) {
            int descriptor = (int)
                    events.get(ValueLayout.JAVA_LONG_UNALIGNED, (long) at * Libc.EVENT_BYTES + Libc.EVENT_DATA_AT);
            if (descriptor == bell) {
                Libc.read(bell, word, Long.BYTES);
                rung.set(false); // only now: a ring between the two would be read away, and never rung again
                continue;
            }
            Runnable readable = byDescriptor[descriptor];
            if (readable != null) {
                served++;
                readable.run();
            }
        }
        return served;
    }

    /** Ends a wait; any thread. */
    public void wake() {
        if (rung.compareAndSet(false, true)) {
            synchronized (this) {
                if (!closed) {
                    Libc.write(bell, ring, Long.BYTES);
                }
            }
        }
    }

    /** Nobody waits any more; who wakes late finds the bell gone, not another's descriptor. */
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                Libc.close(epoll);
                Libc.close(bell);
            }
        }
    }
}
