package org.ringfort.media.port;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A datagram socket that never blocks, by its descriptor. Closed by any thread; what else is done is its loop's. */
final class Socket {
    /** DSCP EF: voice before the rest.
     *  @rfc 3246 */
    private static final int EXPEDITED_FORWARDING = 0xb8;

    private final int descriptor;
    private final boolean six;
    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Poller watching;

    private Socket(int descriptor, boolean six, int number) {
        this.descriptor = descriptor;
        this.six = six;
        this.number = number;
    }

    /**
     * @param number 0: any
     * @throws IOException where the port is taken or the machine refuses
     */
    static Socket open(InetAddress bind, int number) throws IOException {
        boolean six = bind instanceof Inet6Address;
        int descriptor = Libc.socket(six ? Libc.AF_INET6 : Libc.AF_INET);
        if (descriptor < 0) {
            throw new IOException("the machine has no socket left");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
            if (six) {
                Libc.setsockopt(descriptor, Libc.IPPROTO_IPV6, Libc.IPV6_V6ONLY, value); // IPv4 too
            }
            MemorySegment name = arena.allocate(WireAddress.BYTES, 8);
            var address = new WireAddress(six);
            if (!address.set(new InetSocketAddress(bind, number))
                    || Libc.bind(descriptor, name, address.write(name, 0)) < 0) {
                throw new BindException("port " + number + " is taken, or the address is not this machine's");
            }
            value.set(ValueLayout.JAVA_INT, 0, EXPEDITED_FORWARDING);
            Libc.setsockopt(descriptor, Libc.IPPROTO_IP, Libc.IP_TOS, value);
            if (six) {
                Libc.setsockopt(descriptor, Libc.IPPROTO_IPV6, Libc.IPV6_TCLASS, value);
            }
            value.set(ValueLayout.JAVA_INT, 0, WireAddress.BYTES);
            if (Libc.getsockname(descriptor, name, value) < 0) {
                throw new IOException("the machine does not say which port it is");
            }
            address.read(name, 0);
            return new Socket(descriptor, six, address.known().getPort());
        } catch (IOException | RuntimeException failed) {
            Libc.close(descriptor);
            throw failed;
        }
    }

    /** Asks for room for what has come and for what is to go; how much there is then for what has come, in octets. */
    int room(int octets) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment bytes = arena.allocate(ValueLayout.JAVA_INT);
            value.set(ValueLayout.JAVA_INT, 0, octets);
            if (Libc.setsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, value) < 0) {
                Libc.setsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_RCVBUF, value);
            }
            if (Libc.setsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_SNDBUFFORCE, value) < 0) {
                Libc.setsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_SNDBUF, value);
            }
            bytes.set(ValueLayout.JAVA_INT, 0, 4);
            Libc.getsockopt(descriptor, Libc.SOL_SOCKET, Libc.SO_RCVBUF, value, bytes);
            return value.get(ValueLayout.JAVA_INT, 0) / 2; // the kernel doubles what it is asked for
        }
    }

    int descriptor() {
        return descriptor;
    }

    boolean six() {
        return six;
    }

    int number() {
        return number;
    }

    boolean isOpen() {
        return !closed.get();
    }

    void watchedBy(Poller poller) {
        watching = poller;
    }

    /** Once: its number may be another's at once. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            Poller poller = watching;
            if (poller != null) {
                poller.forget(descriptor);
            }
            Libc.close(descriptor);
        }
    }
}
