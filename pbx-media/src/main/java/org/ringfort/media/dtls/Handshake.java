package org.ringfort.media.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * One handshake on a virtual thread: it waits for datagrams of the peer that the relay hands it, and gives what it has to send.
 * When it is through it stays for a while, for a peer whose last message from us was lost; it ends without a word to the peer,
 * to whom the end of an association would mean the end of its media.
 */
final class Handshake implements DatagramTransport {
    static final int TIMEOUT_MILLIS = 20_000;
    static final int MESSAGE_BYTES = 16_384;

    private static final byte[] NOTHING = {};
    private static final int WAITING = 64;
    private static final int LARGEST_RECEIVED = 2_048;
    /** Within any path that carries SIP media; what is longer goes in fragments. */
    private static final int LARGEST_SENT = 1_200;

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int ROUND_MILLIS = 500;

    /** Our part in the library's conversation. */
    sealed interface Side permits Answering, Asking {
        /** What it gave, once it is through. */
        Optional<SrtpKeys> keys();
    }

    /** How far it has come. */
    enum State {
        UNDER_WAY,
        THROUGH,
        /** It stays no longer. */
        OVER,
        FAILED
    }

    private final BlockingQueue<byte[]> come = new ArrayBlockingQueue<>(WAITING);
    private final Consumer<byte[]> out;
    private volatile boolean over;
    private volatile boolean ended;
    private volatile State state = State.UNDER_WAY;

    /**
     * @param out sends a datagram to the peer; any thread
     */
    Handshake(Consumer<byte[]> out) {
        this.out = out;
    }

    /** A datagram of the peer; where too many wait it is lost, and comes again. False where nobody waits
     * any more, or not for this. Any thread. */
    boolean received(byte[] octets, int lengthBytes) {
        State now = state;
        if (now == State.OVER
                || now == State.FAILED
                || !Records.areBounded(octets, lengthBytes)
                || (now == State.THROUGH && !Records.areOfAFlight(octets, lengthBytes))) {
            return false;
        }
        come.offer(Arrays.copyOf(octets, lengthBytes));
        return true;
    }

    /** It cannot be begun. */
    void refuse() {
        state = State.FAILED;
    }

    /**
     * Carries it through, on the thread that calls.
     *
     * @param request the verified first message, where the peer begins and had to show a cookie
     * @param through told of the keys as soon as they are there
     * @return why it came to nothing; empty where it did not, or where it was {@link #end ended}
     */
    Optional<String> perform(Side side, @Nullable DTLSRequest request, Consumer<SrtpKeys> through) {
        try {
            DTLSTransport association = switch (side) {
                case Answering answering -> new DTLSServerProtocol().accept(answering, this, request);
                case Asking asking -> new DTLSClientProtocol().connect(asking, this);
            };
            SrtpKeys keys = side.keys().orElseThrow(() -> new IOException("no keys came of it"));
            state = State.THROUGH;
            through.accept(keys);
            linger(association);
            state = State.OVER;
            come.clear();
            return Optional.empty();
        } catch (IOException | RuntimeException refused) {
            if (state == State.THROUGH) {
                state = State.OVER;
                come.clear();
                return Optional.empty(); // the peer's goodbye or fault, or we are closed: the keys stay
            }
            state = State.FAILED;
            return ended ? Optional.empty() : Optional.of(reason(refused));
        }
    }

    /** An alert alone says little where something stands behind it. */
    private static String reason(Exception refused) {
        Throwable cause = refused.getCause();
        return cause == null ? String.valueOf(refused.getMessage()) : refused.getMessage() + ", " + cause;
    }

    State state() {
        return state;
    }

    /** Answers a peer that repeats its last flight, for as long as it may. */
    private void linger(DTLSTransport association) throws IOException {
        byte[] room = new byte[LARGEST_RECEIVED];
        long until = System.nanoTime() + LINGER_NANOS;
        while (!over && System.nanoTime() - until < 0) {
            association.receive(room, 0, room.length, ROUND_MILLIS);
        }
    }

    /** Ends it; any thread. */
    void end() {
        ended = true;
        close();
    }

    @Override
    public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
        if (over) {
            throw new IOException("the leg is closed");
        }
        try {
            byte[] next = come.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (next == null) {
                return -1;
            }
            if (over) {
                throw new IOException("the leg is closed");
            }
            int taken = Math.min(length, next.length);
            System.arraycopy(next, 0, into, offset, taken);
            return taken;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("the leg is closed", stopped);
        }
    }

    /** Once there are keys an alert, which the library would send of its own accord, could only harm. */
    @Override
    public void send(byte[] octets, int offset, int length) {
        if (ended || (state == State.THROUGH && octets[offset] == Records.ALERT)) {
            return;
        }
        byte[] datagram = new byte[length];
        System.arraycopy(octets, offset, datagram, 0, length);
        out.accept(datagram);
    }

    @Override
    public int getReceiveLimit() {
        return LARGEST_RECEIVED;
    }

    @Override
    public int getSendLimit() {
        return LARGEST_SENT;
    }

    @Override
    public void close() {
        over = true;
        come.offer(NOTHING);
    }
}
