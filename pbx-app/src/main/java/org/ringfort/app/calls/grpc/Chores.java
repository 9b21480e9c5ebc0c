package org.ringfort.app.calls.grpc;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an edge tells that needs the database, in order and beside the stream, so that no conversation waits for it. Each is
 * tried until it succeeds or the link is gone; a full queue holds the stream back.
 */
final class Chores {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final int CAPACITY = 1024;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private volatile boolean closed;

    void start() {
        Thread.ofVirtual().name("edge-chores").start(this::run);
    }

    /** Waits for room. */
    void add(Runnable chore) {
        try {
            while (!closed && !waiting.offer(chore, 1, TimeUnit.SECONDS)) {
                LOG.warn("The database does not keep up with what an edge tells");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** No new try begins; what was not done is told again by the edge when it comes back. */
    void close() {
        closed = true;
    }

    private void run() {
        try {
            while (!closed) {
                Runnable next = waiting.poll(1, TimeUnit.SECONDS);
                while (next != null && !closed && !done(next)) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean done(Runnable chore) {
        try {
            chore.run();
            return true;
        } catch (IllegalArgumentException malformed) {
            LOG.error("An edge tells what cannot be read; left out", malformed);
            return true;
        } catch (RuntimeException notNow) {
            LOG.warn("What an edge tells could not be written; trying again", notNow);
            return false;
        }
    }
}
