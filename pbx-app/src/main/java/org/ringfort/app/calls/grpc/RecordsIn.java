package org.ringfort.app.calls.grpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ringfort.app.calls.EndedCall;
import org.ringfort.app.platform.database.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Call records of one edge on their way to the database. Those that come within a moment are kept in one transaction, since a
 * commit costs as much as many rows. While the database is away they are tried again; a full queue holds the stream
 * back. One that the database does not take is said so in the log and not confirmed: the edge keeps it, and tells it
 * again when it attaches anew.
 */
final class RecordsIn {
    private static final Logger LOG = LoggerFactory.getLogger(RecordsIn.class);
    private static final int CAPACITY = 1024;
    private static final int TOGETHER = 128;
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final BlockingQueue<EndedCall> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final Keeper keeper;
    private final Consumer<EndedCall> stored;
    private volatile boolean closed;

    /** Keeps records of calls, of all or of none; returns after commit. */
    @FunctionalInterface
    interface Keeper {
        void keep(List<EndedCall> calls);
    }

    /** @param stored hears of each call whose record is kept now, or was before */
    RecordsIn(Keeper keeper, Consumer<EndedCall> stored) {
        this.keeper = keeper;
        this.stored = stored;
    }

    void start() {
        Thread.ofVirtual().name("edge-records").start(this::run);
    }

    /** Waits for room. */
    void add(EndedCall call) {
        try {
            while (!closed && !waiting.offer(call, 1, TimeUnit.SECONDS)) {
                LOG.warn("The database does not keep up with the calls of an edge");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** No new try begins; what was not kept is told again by the edge when it comes back. */
    void close() {
        closed = true;
    }

    private void run() {
        List<EndedCall> batch = new ArrayList<>(TOGETHER);
        try {
            while (!closed) {
                EndedCall first = waiting.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    batch.add(first);
                    Thread.sleep(MOMENT);
                    waiting.drainTo(batch, TOGETHER - 1);
                    keep(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(List<EndedCall> calls) throws InterruptedException {
        while (!closed) {
            try {
                keeper.keep(calls);
                calls.forEach(stored);
                return;
            } catch (RuntimeException notKept) {
                if (!DatabaseAway.causes(notKept)) {
                    oneByOne(calls, notKept);
                    return;
                }
                LOG.warn("{} call records could not be written: the database is away; trying again", calls.size());
                Thread.sleep(PAUSE);
            }
        }
    }

    private void oneByOne(List<EndedCall> calls, RuntimeException why) throws InterruptedException {
        if (calls.size() == 1) {
            LOG.error(
                    "The record of call {} could not be written; its edge keeps it",
                    calls.getFirst().id(),
                    why);
            return;
        }
        for (EndedCall call : calls) {
            keep(List.of(call));
        }
    }
}
