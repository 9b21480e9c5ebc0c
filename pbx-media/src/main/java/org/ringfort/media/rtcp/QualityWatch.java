package org.ringfort.media.rtcp;

/**
 * Judges a leg every {@value #WINDOW_MILLIS} ms: what we receive of the peer, and what the peer reports of us; the worse of
 * both is the leg's. One thread; no allocation but to tell.
 *
 * @rfc 3550 6.4.1
 */
public final class QualityWatch {
    /** Two windows lie within ten seconds, so that a whole one does, whenever it begins. */
    public static final int WINDOW_MILLIS = 4_000;

    /** Fewer packets judge nothing. */
    private static final int FEWEST_PACKETS = 50;

    private static final int PACKET_MILLIS = 20;
    private static final int LEAST_BUFFER_MILLIS = 20;
    /** After so many good windows a poor leg is well again. */
    private static final int GOOD_WINDOWS = 2;

    private final Reception reception;
    private final PeerReports peer;
    private boolean begun;
    private long dueNanos;
    private long arrivedBefore;
    private long lostBefore;
    private long reportsBefore;
    private long windows;
    private long opinions;
    private int lowest;
    private int last;
    private int lossPermille;
    private int goodInARow;
    private boolean poor;
    private boolean judged;

    /** What a window has shown. */
    public enum Verdict {
        /** No window has ended, or too little came in it. */
        NOTHING,
        MEASURED,
        /** Measured, and the leg is poor from now on. */
        TURNED_POOR,
        /** Measured, and the leg is poor no longer. */
        RECOVERED
    }

    public QualityWatch(Reception reception, PeerReports peer) {
        this.reception = reception;
        this.peer = peer;
    }

    /**
     * Called every few milliseconds.
     *
     * @param impairment Ie of the codec that is heard
     * @param robustness Bpl of it
     */
    public Verdict passed(long nowNanos, double impairment, double robustness, Thresholds thresholds) {
        if (!begun) {
            if (reception.begun()) {
                begun = true;
                begin(nowNanos);
            }
            return Verdict.NOTHING;
        }
        if (nowNanos - dueNanos < 0) {
            return Verdict.NOTHING;
        }
        long arrived = reception.arrived() - arrivedBefore;
        long lost = Math.max(0, reception.lost() - lostBefore);
        boolean told = peer.reportsOfUs() != reportsBefore;
        begin(nowNanos);
        if (arrived + lost < FEWEST_PACKETS) {
            return unheard();
        }
        double inward = 100.0 * lost / (arrived + lost);
        double outward = told ? peer.fractionLost() * 100 / 256.0 : 0;
        double worse = Math.max(inward, outward);
        judge(worse, impairment, robustness);
        boolean bad = last < thresholds.opinion() || worse >= thresholds.lossPercent();
        return turn(bad);
    }

    /** Called instead while the leg is on hold: nothing that comes or does not come is its fault. */
    public Verdict rests(long nowNanos) {
        if (!begun) {
            return Verdict.NOTHING;
        }
        begin(nowNanos);
        return unheard();
    }

    /** Who says next to nothing is on hold, muted or gone: no longer poor, whatever it was. */
    private Verdict unheard() {
        boolean ends = poor;
        poor = false;
        judged = false;
        goodInARow = 0;
        return ends ? Verdict.RECOVERED : Verdict.NOTHING;
    }

    private void begin(long nowNanos) {
        dueNanos = nowNanos + WINDOW_MILLIS * 1_000_000L;
        arrivedBefore = reception.arrived();
        lostBefore = reception.lost();
        reportsBefore = peer.reportsOfUs();
    }

    private void judge(double lossPercent, double impairment, double robustness) {
        double buffer = Math.max(LEAST_BUFFER_MILLIS, reception.jitterMicros() * 2 / 1_000.0);
        double way = Math.max(0, peer.roundTripMicros()) / 2_000.0;
        double rating = EModel.rating(lossPercent, way + PACKET_MILLIS + buffer, impairment, robustness);
        last = (int) Math.round(EModel.opinion(rating) * 100);
        lossPermille = (int) Math.round(lossPercent * 10);
        lowest = windows == 0 ? last : Math.min(lowest, last);
        windows++;
        opinions += last;
        judged = true;
    }

    private Verdict turn(boolean bad) {
        goodInARow = bad ? 0 : goodInARow + 1;
        if (bad && !poor) {
            poor = true;
            return Verdict.TURNED_POOR;
        }
        if (poor && goodInARow >= GOOD_WINDOWS) {
            poor = false;
            return Verdict.RECOVERED;
        }
        return Verdict.MEASURED;
    }

    /** In hundredths, of the last window. */
    public int last() {
        return last;
    }

    public boolean poor() {
        return poor;
    }

    /** Whether the last window was judged: enough came in it. */
    public boolean judged() {
        return judged;
    }

    /** How the last window was, {@link Score#of packed}; {@link Score#NOTHING} where it was not judged. */
    public long score() {
        return judged
                ? Score.pack(last, lossPermille, reception.jitterMicros(), peer.roundTripMicros(), poor)
                : Score.NOTHING;
    }

    public Quality quality() {
        return windows == 0 ? Quality.UNKNOWN : new Quality(lowest, (int) (opinions / windows), lossPermille);
    }
}
