package org.ringfort.media.relay;

import org.jspecify.annotations.Nullable;

/**
 * One stream toward a peer out of many that come and go: prompts, ring-back, another leg. Sequence numbers and timestamps
 * of a source are shifted so that the peer sees one unbroken stream under one SSRC; within a source, gaps and reorder are
 * kept, since the peer's jitter buffer wants to see them. One thread; no allocation.
 */
final class Timeline {
    /** After so many packets a straggler of before the switch is too old for anybody. */
    private static final int SWITCH_PACKETS = 1_000;

    /** Where so many places are left out the peer believes that the stream begins anew, and counts none of them.
     *  @rfc 3550 A.1 */
    private static final int MOST_LEFT_OUT = 3_000;

    private @Nullable Object source;
    private int sourceSsrc;
    private int firstSequence;
    private int sinceSwitch;
    private int sequenceShift;
    private int timestampShift;

    private int nextSequence;
    private int lastTimestamp;
    private long lastNanos;
    private boolean begun;
    private long places;

    private int sequence;
    private int timestamp;
    private boolean switched;

    Timeline(int firstSequence, int firstTimestamp) {
        this.nextSequence = firstSequence & 0xffff;
        this.lastTimestamp = firstTimestamp;
    }

    /**
     * Places a packet of a source.
     *
     * @return false where it belongs before the switch to this source, and its place is taken
     */
    boolean place(Object from, int ssrc, int sequenceOfPacket, int timestampOfPacket, int clockHz, long nowNanos) {
        switched = !from.equals(source) || ssrc != sourceSsrc;
        if (switched) {
            source = from;
            sourceSsrc = ssrc;
            firstSequence = sequenceOfPacket;
            sinceSwitch = 0;
            sequenceShift = nextSequence - sequenceOfPacket;
            long elapsedMicros = begun ? Math.max(20_000, (nowNanos - lastNanos) / 1_000) : 0;
            timestampShift = lastTimestamp + (int) (elapsedMicros * clockHz / 1_000_000) - timestampOfPacket;
        } else if (sinceSwitch < SWITCH_PACKETS) {
            sinceSwitch++;
            if ((short) (sequenceOfPacket - firstSequence) < 0) {
                return false;
            }
        }
        sequence = (sequenceOfPacket + sequenceShift) & 0xffff;
        timestamp = timestampOfPacket + timestampShift;
        int leftOut = (short) (sequence - nextSequence);
        if (!begun || leftOut >= 0) {
            places += leftOut < MOST_LEFT_OUT ? leftOut + 1 : 1;
            nextSequence = (sequence + 1) & 0xffff;
        }
        if (!begun || timestamp - lastTimestamp > 0) {
            lastTimestamp = timestamp;
        }
        lastNanos = nowNanos;
        begun = true;
        return true;
    }

    /** Makes room for a packet that the source has not: behind its packet of that number, what it says later moves up. */
    void insert(Object into, int ssrc, int behind) {
        if (into.equals(source) && ssrc == sourceSsrc) {
            sequenceShift++;
            firstSequence = behind;
            sinceSwitch = 0;
        }
    }

    /** A packet of the source is not sent, and nobody is to take it for lost: what comes behind it moves up. */
    void leaveOut(Object of, int ssrc, int sequenceOfPacket) {
        boolean next = (short) (sequenceOfPacket + sequenceShift - nextSequence) >= 0;
        if (of.equals(source) && ssrc == sourceSsrc && next) {
            sequenceShift--;
            firstSequence = (sequenceOfPacket + 1) & 0xffff;
            sinceSwitch = 0;
        }
    }

    /** How many sequence numbers the stream has come through, those included that its sources left out. */
    long places() {
        return places;
    }

    /** Of the packet just placed. */
    int sequence() {
        return sequence;
    }

    /** Of the packet just placed. */
    int timestamp() {
        return timestamp;
    }

    /** Whether the packet just placed is the first of its source. */
    boolean switched() {
        return switched;
    }

    /** The timestamp that belongs to a moment, for sender reports. */
    int timestampAt(long nowNanos, int clockHz) {
        return lastTimestamp + (int) ((nowNanos - lastNanos) / 1_000 * clockHz / 1_000_000);
    }
}
