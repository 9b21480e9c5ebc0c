package org.ringfort.app.calls.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ringfort.contract.control.v1.ToEdge;

/**
 * What is said to one edge, from any thread, in order: a bounded queue and one virtual thread that waits while the
 * connection cannot take more. Where the queue is full the edge is as good as gone, and the link is given up.
 */
final class Outbox {
    private static final int CAPACITY = 1024;

    private final ServerCallStreamObserver<ToEdge> stream;
    private final BlockingQueue<ToEdge> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final Semaphore ready = new Semaphore(0);
    private volatile boolean closed;

    Outbox(ServerCallStreamObserver<ToEdge> stream) {
        this.stream = stream;
        stream.setOnReadyHandler(ready::release);
    }

    void start() {
        Thread.ofVirtual().name("edge-outbox").start(this::run);
    }

    /** Puts it in the queue; false where the edge takes nothing any more. */
    boolean send(ToEdge message) {
        if (closed) {
            return false;
        }
        if (!waiting.offer(message)) {
            close();
            return false;
        }
        return true;
    }

    /** Ends the stream; what waits is not sent. */
    void close() {
        closed = true;
    }

    /** Whether nothing is sent any more. */
    boolean closed() {
        return closed;
    }

    private void run() {
        try {
            while (!closed && !stream.isCancelled()) {
                ToEdge next = waiting.poll(1, TimeUnit.SECONDS);
                if (next == null) {
                    continue;
                }
                while (!stream.isReady() && !closed && !stream.isCancelled()) {
                    var _ = ready.tryAcquire(1, TimeUnit.SECONDS);
                }
                if (!closed && !stream.isCancelled()) {
                    stream.onNext(next);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            if (!stream.isCancelled()) {
                stream.onCompleted();
            }
        }
    }
}
