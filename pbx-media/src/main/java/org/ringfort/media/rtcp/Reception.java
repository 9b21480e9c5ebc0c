package org.ringfort.media.rtcp;

/**
 * How well a stream arrives: loss and jitter as a report block wants them. Starts anew when the source changes, keeping the
 * totals. One thread; no allocation.
 *
 * @rfc 3550 A.1
 * @rfc 3550 A.3
 * @rfc 3550 A.8
 */
public final class Reception {
    private boolean begun;
    private boolean rested;
    private int ssrc;
    private int base;
    private long highest; // sequence number extended by its cycles
    private long received;
    private long lostBefore; // of earlier sources
    private long arrived; // of all sources
    private long expectedPrior;
    private long receivedPrior;
    private long transit;
    private long jitter16; // ticks, times 16
    private int clockHz = 8_000;
    private final Bursts bursts = new Bursts();

    /**
     * A packet that authenticated.
     *
     * @param nowNanos when it came, on any monotonic clock
     */
    public void packet(int from, int sequence, int timestamp, int clock, long nowNanos) {
        if (!begun || from != ssrc) {
            begin(from, sequence);
        } else {
            extend(sequence);
        }
        boolean afterRest = rested;
        rested = false;
        received++;
        arrived++;
        bursts.arrived();
        long arrival = nowNanos / 1_000 * clock / 1_000_000;
        long now = (int) (arrival - timestamp);
        if (received > 1 && clock == clockHz && !afterRest) {
            long difference = Math.abs((long) (int) (now - transit));
            if (difference <= clock) { // a leap of more than a second is a new count, such as another source's music
                jitter16 += difference - ((jitter16 + 8) >> 4);
            }
        }
        transit = now;
        clockHz = clock;
    }

    private void begin(int from, int sequence) {
        lostBefore = lost();
        begun = true;
        ssrc = from;
        base = sequence;
        highest = sequence;
        received = 0;
        expectedPrior = 0;
        receivedPrior = 0;
        jitter16 = 0;
    }

    private void extend(int sequence) {
        int ahead = (short) (sequence - (int) highest);
        if (ahead > 0) {
            highest += ahead;
            if (rested) {
                base += ahead - 1;
            } else if (ahead > 1) {
                bursts.lost(ahead - 1);
            }
        }
    }

    /** The peer was not to be heard for a while, and is again: what it left out until its next packet is no loss. */
    public void resumes() {
        rested = true;
    }

    /** Whose stream this is; only once a packet came. */
    public int ssrc() {
        return ssrc;
    }

    public boolean begun() {
        return begun;
    }

    /** Packets that came, over all sources. */
    public long arrived() {
        return arrived;
    }

    /** Packets that never came, over all sources; never negative. */
    public long lost() {
        return lostBefore + Math.max(0, lostOfThisSource());
    }

    /** How losses fall together, over all sources. */
    public Bursts bursts() {
        return bursts;
    }

    /** Packets that never came, in 256ths of all, over all sources. */
    public int lossRate() {
        return (int) Math.min(255, 256 * lost() / Math.max(1, lost() + arrived));
    }

    public int cumulativeLost() {
        return (int) lostOfThisSource();
    }

    public int extendedHighestSequence() {
        return (int) highest;
    }

    public int jitterTicks() {
        return (int) (jitter16 >> 4);
    }

    public int jitterMicros() {
        return (int) ((jitter16 >> 4) * 1_000_000 / clockHz);
    }

    /** Loss since the last time this was asked, in 256ths. */
    public int takeFractionLost() {
        long expected = highest - base + 1;
        long expectedInterval = expected - expectedPrior;
        long lostInterval = expectedInterval - (received - receivedPrior);
        expectedPrior = expected;
        receivedPrior = received;
        return expectedInterval == 0 || lostInterval <= 0
                ? 0
                : (int) Math.min(255, (lostInterval << 8) / expectedInterval);
    }

    private long lostOfThisSource() {
        return begun ? highest - base + 1 - received : 0;
    }
}
