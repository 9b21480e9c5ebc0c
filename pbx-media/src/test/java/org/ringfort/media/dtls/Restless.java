package org.ringfort.media.dtls;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The threads of handshakes and the loop beside them: a test runs what is posted, and knows when nothing moves any more. */
final class Restless implements ThreadFactory {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> uncaught = new AtomicReference<>();

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = Thread.ofVirtual()
                .name("dtls-test-" + threads.size())
                .uncaughtExceptionHandler((_, thrown) -> uncaught.compareAndSet(null, thrown))
                .unstarted(task);
        threads.add(thread);
        return thread;
    }

    /** Any thread. */
    void post(Runnable task) {
        posted.add(task);
    }

    /** How many handshakes were begun. */
    int begun() {
        return threads.size();
    }

    /** Until each handshake waits for a datagram, or is over, and nothing is posted; on the loop's thread. */
    void rest() {
        until(Thread.State.TIMED_WAITING);
    }

    /** Until all are over. */
    void end() {
        until(Thread.State.TERMINATED);
    }

    private void until(Thread.State state) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < PATIENCE_NANOS) {
            for (Runnable task = posted.poll(); task != null; task = posted.poll()) {
                task.run();
            }
            Throwable thrown = uncaught.get();
            if (thrown != null) {
                throw new AssertionError("thrown by a handshake", thrown);
            }
            if (threads.stream().allMatch(thread -> is(thread, state)) && posted.isEmpty()) {
                return;
            }
            LockSupport.parkNanos(10_000);
        }
        throw new AssertionError("handshakes do not come to rest: "
                + threads.stream().map(Thread::getState).toList());
    }

    private static boolean is(Thread thread, Thread.State state) {
        Thread.State now = thread.getState();
        return now == state || now == Thread.State.TERMINATED;
    }
}
