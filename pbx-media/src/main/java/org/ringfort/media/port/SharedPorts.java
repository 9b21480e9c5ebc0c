package org.ringfort.media.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two ports that all legs of a loop share: one for RTP and what travels with it, and the next for the RTCP of peers that keep it
 * apart. Many datagrams are taken, and sent, by one call of the system. Whose a datagram is, others find out. The loop's thread.
 *
 * @rfc 3550 11
 */
public final class SharedPorts implements AutoCloseable {
    /** A pause of the process must not cost packets of all calls: some 10,000 packets. */
    public static final int ROOM_BYTES = 8 << 20;

    private final Shared rtp;
    private final Shared rtcp;

    private SharedPorts(Shared rtp, Shared rtcp) {
        this.rtp = rtp;
        this.rtcp = rtcp;
    }

    /**
     * @param number of RTP's, even; RTCP's is the next
     * @throws IOException where one of them is taken
     */
    public static SharedPorts open(InetAddress bind, int number) throws IOException {
        Socket rtp = Socket.open(bind, number);
        try {
            return new SharedPorts(new Shared(rtp), new Shared(Socket.open(bind, number + 1)));
        } catch (IOException taken) {
            rtp.close();
            throw taken;
        }
    }

    /** The number of RTP's. */
    public int number() {
        return rtp.socket.number();
    }

    /** For how much the kernel keeps room while nobody takes it, in octets: it may give less than was asked for. */
    public int roomBytes() {
        return rtp.roomBytes;
    }

    public Shared rtp() {
        return rtp;
    }

    public Shared rtcp() {
        return rtcp;
    }

    /** A place for one more leg; any thread. */
    public Place place() {
        return new Place(this);
    }

    /** Sends what was laid down; how many the machine did not take since this was asked last. */
    public int flush() {
        rtp.flush();
        rtcp.flush();
        int refused = rtp.refused + rtcp.refused;
        rtp.refused = 0;
        rtcp.refused = 0;
        return refused;
    }

    @Override
    public void close() {
        rtp.socket.close();
        rtcp.socket.close();
    }

    /** One of the two. */
    public static final class Shared {
        private static final int AT_ONCE = 64;

        private final Socket socket;
        private final int roomBytes;
        private final Datagrams in = new Datagrams(AT_ONCE);
        private final Datagrams out = new Datagrams(AT_ONCE);
        private final Source source;
        private int waiting;
        private int refused;

        private Shared(Socket socket) {
            this.socket = socket;
            this.roomBytes = socket.room(ROOM_BYTES);
            this.source = new Source(new WireAddress(socket.six()));
        }

        /** Waits for datagrams too. */
        public void watch(Poller poller, Runnable readable) {
            poller.watch(socket, readable);
        }

        /** Takes what has come, as far as there is room for it; how many. */
        public int receive() {
            return socket.isOpen() ? in.receive(socket.descriptor()) : 0;
        }

        /** Whether {@link #receive} took as many as it can, and there may be more. */
        public boolean full(int taken) {
            return taken == AT_ONCE;
        }

        /** One of those into the buffer, the same again where it was asked for before; its length. {@link #source} tells whose it was. */
        public int take(int index, PacketBuffer packet) {
            return in.take(index, packet, source.address);
        }

        /** How an address that was told looks where something comes from it; empty where nothing can. */
        public Optional<Source> source(InetSocketAddress told) {
            var address = new WireAddress(socket.six());
            return address.set(told) ? Optional.of(new Source(address)) : Optional.empty();
        }

        /** Whose datagram was taken last; another's after the next. */
        public Source source() {
            return source;
        }

        private boolean send(PacketBuffer packet, int start, int lengthBytes, WireAddress to) {
            if (waiting == AT_ONCE) {
                flush();
            }
            out.put(waiting++, packet, start, lengthBytes, to);
            return true;
        }

        private void flush() {
            if (waiting > 0) {
                refused += waiting - out.send(socket.descriptor(), waiting);
                waiting = 0;
            }
        }
    }

    /** An address that something came from: to be looked up by, without making objects. */
    public static final class Source {
        private final WireAddress address;

        private Source(WireAddress address) {
            this.address = address;
        }

        public InetSocketAddress known() {
            return address.known();
        }

        /** One that stays as it is. */
        public Source copy() {
            return new Source(address.copy());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Source that && that.address.equals(address);
        }

        @Override
        public int hashCode() {
            return address.hashCode();
        }
    }

    /** A leg's place on both. */
    public static final class Place implements LegPorts {
        private final SharedOutlet rtp;
        private final SharedOutlet rtcp;

        private Place(SharedPorts ports) {
            this.rtp = new SharedOutlet(ports.rtp);
            this.rtcp = new SharedOutlet(ports.rtcp);
        }

        @Override
        public Outlet rtp() {
            return rtp;
        }

        @Override
        public Outlet rtcp() {
            return rtcp;
        }

        @Override
        public void close() {
            rtp.close();
            rtcp.close();
        }
    }

    private static final class SharedOutlet implements Outlet {
        private final Shared shared;
        private final WireAddress destination;
        private boolean closed;

        private SharedOutlet(Shared shared) {
            this.shared = shared;
            this.destination = new WireAddress(shared.socket.six());
        }

        @Override
        public int number() {
            return shared.socket.number();
        }

        @Override
        public boolean send(PacketBuffer packet, int start, int lengthBytes, InetSocketAddress to) {
            return !closed
                    && shared.socket.isOpen()
                    && destination.set(to)
                    && shared.send(packet, start, lengthBytes, destination);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
