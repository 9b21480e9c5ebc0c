package org.ringfort.edge.b2bua;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.loop.Mailbox;
import org.ringfort.edge.loop.SipEvent;
import org.ringfort.protocol.sip.Status;

/**
 * What a recording session hears, of its server and of the call; bounded. Posted to on the loop and ended by any thread, read by the
 * session's thread alone.
 */
final class RecordingInbox implements Mailbox {
    private static final int MOST_EVENTS = 64;

    /** @param event null: the call has said something */
    private record Said(@Nullable SipEvent event) {}

    private final BlockingQueue<Said> events = new ArrayBlockingQueue<>(MOST_EVENTS);
    private volatile boolean over;
    private volatile boolean overflowed;
    private volatile boolean rests;

    /** Where there is no room a request is answered here, and the session ends when it sees that something was lost. */
    @Override
    public void post(SipEvent event) {
        if (!events.offer(new Said(event))) {
            overflowed = true;
            if (event instanceof SipEvent.Request(var on, var request)) {
                request.respond(Status.SERVER_INTERNAL_ERROR);
            }
        }
    }

    /** The call, or its recording, is over; never blocks. */
    void end() {
        over = true;
        events.offer(new Said(null)); // where there is no room, whoever reads what is there sees it
    }

    /** Nothing is sent for a while, or is again; never blocks. */
    void rests(boolean now) {
        rests = now;
        events.offer(new Said(null));
    }

    /** Whether nothing is sent just now. */
    boolean rests() {
        return rests;
    }

    boolean isOver() {
        return over;
    }

    /** Whether something came for which there was no room. */
    boolean hasOverflowed() {
        return overflowed;
    }

    /** The next event; null at {@code deadline} ({@link System#nanoTime} scale; {@link Long#MAX_VALUE}: none) and when the call is over. */
    @Nullable
    SipEvent next(long deadline) throws InterruptedException {
        while (!over) {
            Said said = deadline == Long.MAX_VALUE ? events.take() : poll(deadline);
            if (said == null || said.event() != null) {
                return said == null ? null : said.event();
            }
        }
        return null;
    }

    /** The next event, also when the call is over; null at {@code deadline}, and when the call says something. */
    @Nullable
    SipEvent heard(long deadline) throws InterruptedException {
        Said said = deadline == Long.MAX_VALUE ? events.take() : poll(deadline);
        return said == null ? null : said.event();
    }

    /** The next event, also when the call is over; null at {@code deadline}, and where that has passed and nothing is there. */
    @Nullable
    SipEvent last(long deadline) throws InterruptedException {
        Said said = poll(deadline);
        while (said != null && said.event() == null) {
            said = poll(deadline);
        }
        return said == null ? null : said.event();
    }

    private @Nullable Said poll(long deadline) throws InterruptedException {
        return events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
