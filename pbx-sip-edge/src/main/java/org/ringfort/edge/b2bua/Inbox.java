package org.ringfort.edge.b2bua;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.mediaplane.MediaEvent;
import org.ringfort.protocol.sip.Status;

/**
 * The call's one mailbox. Any thread posts, the call's thread takes; what ends a call wherever it is (an order, the time
 * limit, media that forgot it) leaves as {@link Hangup}, so that nobody who waits for something else has to think of it. An order
 * to pause the recording is carried out here for the same reason, and in the order in which it was given.
 */
final class Inbox {
    private static final int MOST = 512;

    private final BlockingQueue<CallEvent> events = new ArrayBlockingQueue<>(MOST);
    private final Runnable waits;
    private final Consumer<CallEvent.PauseOrdered> pauses;
    private volatile boolean overflowed;
    private long limit = Long.MAX_VALUE;

    /**
     * @param waits told whenever the call has nothing to do but to wait for somebody; its thread alone tells
     * @param pauses carries out what it is told; on the call's thread
     */
    Inbox(Runnable waits, Consumer<CallEvent.PauseOrdered> pauses) {
        this.waits = waits;
        this.pauses = pauses;
    }

    /** Never blocks. A call with so much unread is beyond help and ends. */
    void post(CallEvent event) {
        if (!events.offer(event)) {
            overflowed = true;
        }
    }

    /** From now on the call has so long. */
    void limit(long seconds) {
        limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** The next event, or null at {@code deadline} ({@link System#nanoTime} scale; {@link Long#MAX_VALUE}: none). */
    @Nullable
    CallEvent next(long deadline) throws Hangup, InterruptedException {
        waits.run();
        CallEvent event = poll(Math.min(deadline, limit));
        while (event instanceof CallEvent.PauseOrdered order) {
            pauses.accept(order);
            event = poll(Math.min(deadline, limit));
        }
        if (overflowed) {
            throw Hangup.bySystem(Status.SERVER_INTERNAL_ERROR, "too many events");
        }
        if (event == null && System.nanoTime() >= limit) {
            throw Hangup.bySystem(Status.REQUEST_TIMEOUT, "time limit");
        }
        if (event instanceof CallEvent.HangUpOrdered(var why)) {
            throw Hangup.byAdministrator(why);
        }
        if (event instanceof CallEvent.Media(MediaEvent.Lost lost)) {
            throw Hangup.bySystem(Status.SERVICE_UNAVAILABLE, "media lost");
        }
        return event;
    }

    /** After the end: whatever comes, for as long as somebody may still need an answer. */
    @Nullable
    CallEvent last(long deadline) throws InterruptedException {
        return poll(deadline);
    }

    /** A leg has gone to another call: what came for it here goes after it. */
    void forward(Leg gone) {
        for (CallEvent event : events) {
            if (event instanceof CallEvent.Sip(var leg, var happened) && leg.equals(gone) && events.remove(event)) {
                gone.hears(happened);
            }
        }
    }

    private @Nullable CallEvent poll(long deadline) throws InterruptedException {
        if (deadline == Long.MAX_VALUE) {
            return events.take();
        }
        return events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
