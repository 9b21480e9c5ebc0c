package org.ringfort.e2e.bench.media;

/** What became of all that was said: how much came, and how long it was under way. One thread. */
final class Heard {
    private static final int MOST_MICROS = 200_000;

    private final long sinceNanos;
    private final int[] byMicros = new int[MOST_MICROS + 1];
    private long said;
    private long sound;
    private long refused;
    private long latestNanos;

    Heard(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    void said(long packets) {
        said = packets;
    }

    /** We ourselves were so late to say something. */
    void late(long nanos) {
        latestNanos = Math.max(latestNanos, nanos);
    }

    void packet(long saidAt) {
        if (saidAt == Phone.REFUSED) {
            refused++;
        } else if (saidAt != Phone.NOTHING && saidAt != Phone.REPORT && saidAt - sinceNanos >= 0) {
            sound++;
            byMicros[(int) Math.min(MOST_MICROS, (System.nanoTime() - saidAt) / 1_000)]++;
        }
    }

    long said() {
        return said;
    }

    /** Packets that came and opened. */
    long sound() {
        return sound;
    }

    long lost() {
        return said - sound;
    }

    /** Packets that came and did not open. */
    long refused() {
        return refused;
    }

    double latestMillis() {
        return latestNanos / 1e6;
    }

    /** So many of all packets that came were under way no longer. */
    double millisOf(double share) {
        long until = (long) Math.ceil(sound * share);
        long seen = 0;
        for (int micros = 0; micros <= MOST_MICROS; micros++) {
            seen += byMicros[micros];
            if (seen >= until) {
                return micros / 1e3;
            }
        }
        return Double.NaN;
    }
}
