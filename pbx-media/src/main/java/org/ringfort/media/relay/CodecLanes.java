package org.ringfort.media.relay;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that decode and encode for all loops: Opus takes as long for one packet as relaying does for twenty. Each stream keeps to one lane,
 * so that its packets stay in order. Threads come with the first work and go when there is none; half as many as there are processors,
 * however many loops. Any thread.
 */
final class CodecLanes implements AutoCloseable {
    private static final int QUEUE = 1_024;
    private static final long IDLE_SECONDS = 30;

    private final Lane[] lanes;
    private final AtomicInteger turn = new AtomicInteger();

    /** One thread and what waits for it. */
    static final class Lane {
        private final ThreadPoolExecutor executor;

        private Lane(String name) {
            executor = new ThreadPoolExecutor(
                    1,
                    1,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(QUEUE),
                    Thread.ofPlatform().name(name).daemon().factory());
            executor.allowCoreThreadTimeOut(true);
        }

        /** @throws java.util.concurrent.RejectedExecutionException where too much waits, or all is over */
        void execute(Runnable work) {
            executor.execute(work);
        }
    }

    CodecLanes(String name) {
        lanes = new Lane[Math.max(1, Runtime.getRuntime().availableProcessors() / 2)];
        for (int at = 0; at < lanes.length; at++) {
            lanes[at] = new Lane(name + "-codec-" + at);
        }
    }

    /** For the next stream. */
    Lane next() {
        return lanes[Math.floorMod(turn.incrementAndGet(), lanes.length)];
    }

    @Override
    public void close() {
        for (Lane lane : lanes) {
            lane.executor.shutdownNow();
        }
    }
}
