package org.ringfort.media.relay;

/** For how long a peer has not been heard, told every 20 s of it. One thread. */
final class Silence {
    private static final int STEP_SECONDS = 20;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private long lastNanos;
    private int toldSeconds;

    /** The peer was heard, or need not be. */
    void broken(long nowNanos) {
        lastNanos = nowNanos;
        toldSeconds = 0;
    }

    /** Tells where it is time; on hold nothing is expected. */
    void passed(Terms agreed, long nowNanos, LegEvents events) {
        if (!agreed.peerSends() || !agreed.peerReceives()) {
            broken(nowNanos);
        }
        int seconds = due(nowNanos);
        if (seconds > 0) {
            events.quiet(seconds);
        }
    }

    /** How long it has lasted, where that is to be told now; else 0. */
    private int due(long nowNanos) {
        if (nowNanos - lastNanos < (toldSeconds + STEP_SECONDS) * SECOND_NANOS) {
            return 0;
        }
        toldSeconds += STEP_SECONDS;
        return toldSeconds;
    }
}
