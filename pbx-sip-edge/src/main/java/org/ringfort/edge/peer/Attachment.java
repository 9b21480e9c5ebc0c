package org.ringfort.edge.peer;

import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One long-lived stream to a peer that comes back by itself.
 *
 * <p>A virtual thread opens the stream, sends the {@link Peer#greeting()}, then whatever is {@link #tell told}, never
 * faster than the peer reads; when the stream breaks it waits (with jitter) and begins again. What is told while there is
 * no stream is not kept: the greeting says everything that is still true. For the same reason a queue that overflows
 * ends the stream instead of leaving a hole in it. The first message received is the peer's welcome; only then are we
 * {@link #attached}.
 *
 * <p>The lock guards the queue and the stream's condition; it is never held while anything blocks.
 *
 * @param <O> what we say
 * @param <I> what we hear
 */
public final class Attachment<O, I> implements AutoCloseable {
    /** The other side, as this attachment's owner sees it. Methods are called on the stream's threads and must not block. */
    public interface Peer<O, I> {
        /** Opens a new stream. */
        StreamObserver<O> open(StreamObserver<I> inbound);

        /** What is said first on every new stream. Called after the queue has opened, so nothing falls in between. */
        List<O> greeting();

        /** The peer's first message. */
        void attached(I welcome);

        void received(I message);

        /** Said once for each {@link #attached}. */
        void detached(String why);
    }

    /**
     * @param queued messages waiting for the peer to read; one more ends the stream
     * @param welcome how long the peer may take for its first message
     * @param firstWait before the second attempt
     * @param longestWait between attempts
     */
    public record Limits(int queued, Duration welcome, Duration firstWait, Duration longestWait) {
        public static final Limits DEFAULT =
                new Limits(16_384, Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(2));
    }

    /** Nobody waits for what is told, and a message by itself costs as much as ten together. */
    private static final Duration APART = Duration.ofMillis(10);

    private final ManagedChannel channel;
    private final Peer<O, I> peer;
    private final Limits limits;
    private final Backoff backoff;
    private final Thread thread;
    private final LongAdder overflows = new LongAdder();
    private final LongAdder untold = new LongAdder();
    private final LongAdder breaks = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<O> queue = new ArrayDeque<>();
    private @Nullable Stream current;
    private volatile boolean reached;
    private volatile boolean closed;

    public Attachment(String name, ManagedChannel channel, Peer<O, I> peer, Limits limits, Backoff backoff) {
        this.channel = channel;
        this.peer = peer;
        this.limits = limits;
        this.backoff = backoff;
        this.thread = Thread.ofVirtual().name("attachment-" + name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether the peer has welcomed the present stream. */
    public boolean attached() {
        lock.lock();
        try {
            return current != null && current.welcomed && !current.broken();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the peer has welcomed a stream, this one or one before. */
    public boolean reached() {
        return reached;
    }

    /** Queues a message; never blocks. False where there is no stream to say it on. */
    public boolean tell(O message) {
        lock.lock();
        try {
            if (current == null || current.broken()) {
                untold.increment();
                return false;
            }
            if (queue.size() >= limits.queued()) {
                overflows.increment();
                current.fail("queue full");
                return false;
            }
            queue.add(message);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Times the queue was full. */
    public long overflows() {
        return overflows.sum();
    }

    /** Messages dropped because no stream was there. */
    public long untold() {
        return untold.sum();
    }

    /** Streams that broke. */
    public long breaks() {
        return breaks.sum();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                carryOneStream();
                breaks.increment();
                Thread.sleep(backoff.next());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void carryOneStream() throws InterruptedException {
        channel.resetConnectBackoff(); // gRPC's own wait grows to two minutes; ours is the one that counts
        var stream = new Stream();
        lock.lock();
        try {
            queue.clear();
            current = stream;
        } finally {
            lock.unlock();
        }
        try {
            StreamObserver<O> outbound = peer.open(stream);
            peer.greeting().forEach(outbound::onNext);
            stream.carry(outbound);
        } catch (IllegalStateException alreadyClosed) {
            stream.fail("closed while we spoke");
        } finally {
            stream.cancel();
            lock.lock();
            try {
                current = null;
                queue.clear();
            } finally {
                lock.unlock();
            }
            if (stream.welcomed) {
                backoff.reset();
                peer.detached(stream.why());
            }
        }
    }

    /** One stream's life. */
    private final class Stream implements ClientResponseObserver<O, I> {
        private volatile boolean welcomed;
        private volatile @Nullable String broken;
        private volatile @Nullable ClientCallStreamObserver<O> call;

        void carry(StreamObserver<O> outbound) throws InterruptedException {
            long welcomeBy = System.nanoTime() + limits.welcome().toNanos();
            while (true) {
                O message = next(welcomeBy);
                if (message == null) {
                    return;
                }
                outbound.onNext(message);
                if (nothingQueued()) {
                    Thread.sleep(APART); // what comes meanwhile goes together
                }
            }
        }

        private boolean nothingQueued() {
            lock.lock();
            try {
                return queue.isEmpty();
            } finally {
                lock.unlock();
            }
        }

        /** The next message, once the peer takes one; null when the stream is over. */
        private @Nullable O next(long welcomeBy) throws InterruptedException {
            lock.lock();
            try {
                while (!broken()) {
                    ClientCallStreamObserver<O> here = call;
                    if (here != null && here.isReady() && welcomed) {
                        O message = queue.poll();
                        if (message != null) {
                            return message;
                        }
                    }
                    if (welcomed) {
                        changed.await();
                    } else if (changed.awaitNanos(welcomeBy - System.nanoTime()) <= 0) {
                        fail("no welcome in time");
                    }
                }
                return null;
            } finally {
                lock.unlock();
            }
        }

        boolean broken() {
            return broken != null;
        }

        String why() {
            String reason = broken;
            return reason == null ? "closed by us" : reason;
        }

        void fail(String why) {
            lock.lock();
            try {
                if (broken == null) {
                    broken = why;
                }
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        void cancel() {
            ClientCallStreamObserver<O> here = call;
            if (here != null) {
                here.cancel("attachment over", null);
            }
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<O> requestStream) {
            call = requestStream;
            requestStream.setOnReadyHandler(this::wake);
        }

        private void wake() {
            lock.lock();
            try {
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onNext(I message) {
            if (broken()) {
                return;
            }
            if (welcomed) {
                peer.received(message);
                return;
            }
            welcomed = true;
            reached = true;
            peer.attached(message);
            wake();
        }

        @Override
        public void onError(Throwable broke) {
            fail(io.grpc.Status.fromThrowable(broke).getCode().name());
        }

        @Override
        public void onCompleted() {
            fail("ended by the peer");
        }
    }
}
