package org.ringfort.media.relay;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counts over all legs since the start. Written by the loop alone, read by anybody. */
public final class Totals {
    private static final int RECEIVED = Drop.values().length;
    private static final int SENT = RECEIVED + 1;
    private static final int FAULTS = RECEIVED + 2;
    private static final int WINDOWS = RECEIVED + 3;
    private static final int OPINIONS = RECEIVED + 4;
    private static final int JITTER = RECEIVED + 5;
    private static final int ROUND_TRIPS = RECEIVED + 6;
    private static final int POOR = RECEIVED + 7;
    private static final int ALARMS = RECEIVED + 8;

    private final AtomicLongArray counts = new AtomicLongArray(RECEIVED + 9);

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

    /** A few seconds of a leg. */
    void judged(int opinion, int jitterMicros, int roundTripMicros) {
        add(WINDOWS);
        add(OPINIONS, opinion);
        add(JITTER, jitterMicros);
        add(ROUND_TRIPS, roundTripMicros);
    }

    /** One leg more, or less, that is poor. */
    void poor(int more) {
        add(POOR, more);
        if (more > 0) {
            add(ALARMS);
        }
    }

    private void add(int at) {
        add(at, 1);
    }

    private void add(int at, long much) {
        counts.setRelease(at, counts.getPlain(at) + much); // one writer
    }

    /** Windows of a few seconds in which a leg was judged. */
    public long windows() {
        return counts.getAcquire(WINDOWS);
    }

    /** Sum over windows of the mean opinion score. */
    public double opinions() {
        return counts.getAcquire(OPINIONS) / 100.0;
    }

    /** Sum over windows, in seconds. */
    public double jitter() {
        return counts.getAcquire(JITTER) / 1e6;
    }

    /** Sum over windows, in seconds; nothing where it is not known. */
    public double roundTrips() {
        return counts.getAcquire(ROUND_TRIPS) / 1e6;
    }

    /** Legs that are poor now. */
    public long poor() {
        return counts.getAcquire(POOR);
    }

    /** How often a leg became poor. */
    public long alarms() {
        return counts.getAcquire(ALARMS);
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
