package org.ringfort.edge.b2bua;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.loop.ServerTransaction;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.edge.mediaplane.MediaEvent;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.RetryAfter;

/**
 * The call's one mailbox. Any thread posts, the call's thread takes; what ends a call wherever it is (an order, the time
 * limit, media that forgot it) leaves as {@link Hangup}, so that nobody who waits for something else has to think of it. An order
 * to pause the recording is carried out here for the same reason, and in the order in which it was given.
 */
final class Inbox {
    private static final int MOST = 512;
    /** Of so many one leg may have only so many requests: a phone that floods a call of many is refused, and the others are not. */
    private static final int CROWDED = 64;

    private static final int MOST_REQUESTS_OF_LEG = 32;
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final BlockingQueue<CallEvent> events = new ArrayBlockingQueue<>(MOST);
    private final Runnable waits;
    private final Consumer<CallEvent.Aside> asides;
    private final RandomGenerator random;
    private volatile boolean overflowed;
    private long limit = Long.MAX_VALUE;

    /**
     * @param waits told whenever the call has nothing to do but to wait for somebody; its thread alone tells
     * @param asides carries out what it is told; on the call's thread
     * @param random any thread
     */
    Inbox(Runnable waits, Consumer<CallEvent.Aside> asides, RandomGenerator random) {
        this.waits = waits;
        this.asides = asides;
        this.random = random;
    }

    /** Never blocks. A call with so much unread is beyond help and ends; a leg that asks so much is told to ask later. */
    void post(CallEvent event) {
        if (event instanceof CallEvent.Sip(var leg, SipEvent.Request(var dialog, var request))
                && tooMany(leg, request)) {
            request.respond(request.response(Status.SERVER_INTERNAL_ERROR)
                    .with(new RetryAfter(random.nextInt(LONGEST_WAIT_SECONDS))));
        } else if (!events.offer(event)) {
            overflowed = true;
        }
    }

    /** Whoever wants to leave may, once. */
    private boolean tooMany(Leg leg, ServerTransaction request) {
        if (events.size() < CROWDED) {
            return false;
        }
        boolean leaves = request.request().is(Method.BYE);
        long waiting = events.stream()
                .filter(event -> event instanceof CallEvent.Sip(var of, SipEvent.Request(var dialog, var asked))
                        && of.equals(leg)
                        && asked.request().is(Method.BYE) == leaves)
                .count();
        return waiting >= (leaves ? 1 : MOST_REQUESTS_OF_LEG);
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
        while (event instanceof CallEvent.Aside order) {
            asides.accept(order);
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
