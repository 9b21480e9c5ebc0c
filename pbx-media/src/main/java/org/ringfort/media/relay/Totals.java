package org.ringfort.media.relay;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counts over all legs since the start. Written by the loop alone, read by anybody. */
public final class Totals {
    private static final int RECEIVED = Drop.values().length;
    private static final int SENT = RECEIVED + 1;
    private static final int FAULTS = RECEIVED + 2;

    private final AtomicLongArray counts = new AtomicLongArray(RECEIVED + 3);

    void drop(Drop reason) {
        add(reason.slot());
    }

    void received() {
        add(RECEIVED);
    }

    void sent() {
        add(SENT);
    }

    void fault() {
        add(FAULTS);
    }

    private void add(int at) {
        counts.setRelease(at, counts.getPlain(at) + 1); // one writer
    }

    public long dropped(Drop reason) {
        return counts.getAcquire(reason.slot());
    }

    /** Datagrams that came, good or bad. */
    public long datagramsReceived() {
        return counts.getAcquire(RECEIVED);
    }

    /** RTP packets sent. */
    public long packetsSent() {
        return counts.getAcquire(SENT);
    }

    /** Bugs of ours met on the loop. */
    public long faults() {
        return counts.getAcquire(FAULTS);
    }
}
