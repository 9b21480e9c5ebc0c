package org.ringfort.edge.loop;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The thread of one shard: takes tasks from its mailbox and fires its timers. Conversations may wait for room in the mailbox,
 * in virtual threads; messages may not, and are dropped while it is three quarters full, so that answers still find room. Calls for
 * help are taken until it is seven eighths full.
 */
final class Shard implements Executor {
    private static final int BATCH = 256;

    private final BlockingQueue<Runnable> mailbox;
    private final int roomForMessages;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile Runnable timers = () -> {};
    private volatile long lastTurnNanos = System.nanoTime();
    private volatile long lateNanos;

    /** Not started. */
    Shard(int number, int capacity) {
        this.mailbox = new ArrayBlockingQueue<>(capacity);
        this.roomForMessages = capacity / 4;
        this.thread = Thread.ofPlatform().name("sip-loop-" + number).daemon().unstarted(this::turn);
    }

    void start(Runnable timersDue) {
        this.timers = timersDue;
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread().equals(thread)) {
            if (!mailbox.offer(task)) {
                task.run(); // the loop must not wait for itself
            }
            return;
        }
        if (mailbox.offer(task)) {
            return;
        }
        if (Thread.currentThread().isVirtual()) {
            await(task);
        } else {
            Thread.ofVirtual().name("mailbox-full").start(() -> await(task)); // another loop must not wait for this one
        }
    }

    private void await(Runnable task) {
        boolean interrupted = false;
        while (running) {
            try {
                mailbox.put(task);
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** For messages from outside: false where they had better be dropped. */
    boolean offer(Runnable task) {
        return mailbox.remainingCapacity() > roomForMessages && mailbox.offer(task);
    }

    /** The same for a call for help, for which there is some room left where others are dropped. */
    boolean offerUrgently(Runnable task) {
        return mailbox.remainingCapacity() > roomForMessages / 2 && mailbox.offer(task);
    }

    /** A message is looked at now that waited so long; on the loop. */
    void looksAtAfter(long waitedNanos) {
        lateNanos = waitedNanos;
    }

    /** Whether messages wait, and the last that was looked at had waited longer than that, or no turn was taken for as long; any thread. */
    boolean isLate(long boundNanos) {
        boolean late = lateNanos > boundNanos || idleNanos() > boundNanos + TimerWheel.TICK_NANOS;
        return late && !mailbox.isEmpty();
    }

    /** How long ago the loop last took a turn; its health. */
    long idleNanos() {
        return System.nanoTime() - lastTurnNanos;
    }

    /** Within a tick; not by an interrupt, which would close the journal's file if it met a write. */
    void stop() {
        running = false;
        mailbox.clear();
    }

    /** Instead of the thread, for tests with a clock of their own: does all that waits, then fires timers. */
    void turnOnce(Runnable timersDue) {
        Runnable task = mailbox.poll();
        while (task != null) {
            task.run();
            task = mailbox.poll();
        }
        timersDue.run();
    }

    private void turn() {
        while (running) {
            try {
                Runnable task = mailbox.poll(TimerWheel.TICK_NANOS, TimeUnit.NANOSECONDS);
                for (int i = 0; task != null && i < BATCH; i++) {
                    task.run();
                    task = mailbox.poll();
                }
                if (task != null) {
                    task.run();
                }
                timers.run();
                lastTurnNanos = System.nanoTime();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
