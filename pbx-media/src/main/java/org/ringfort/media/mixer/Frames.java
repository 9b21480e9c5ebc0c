package org.ringfort.media.mixer;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Mixed frames on their way to a leg's loop. One thread puts, one takes; neither waits, and nothing is allocated. The two keep the
 * same time but not the same moment: whoever takes starts with {@value #BEGIN} frames in hand, and skips where they pile up.
 */
final class Frames {
    /** 20 ms at 8000 Hz. */
    static final int SAMPLES = 160;

    private static final int PLACES = 8;
    private static final int BEGIN = 2;
    private static final int MOST = 4;

    private final short[][] frames = new short[PLACES][SAMPLES];
    private final AtomicInteger put = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private boolean flows;

    /** By the mixer: where the next frame is to be written; {@link #written} hands it over. Null: nobody takes them. */
    short @Nullable [] next() {
        int next = put.getPlain();
        return ((next - taken.getAcquire()) & Integer.MAX_VALUE) >= PLACES ? null : frames[next % PLACES];
    }

    void written() {
        put.setRelease((put.getPlain() + 1) & Integer.MAX_VALUE);
    }

    /** By the leg's loop: the next frame, good until {@link #read}; null while there is none. */
    short @Nullable [] first() {
        int next = taken.getPlain();
        int waiting = (put.getAcquire() - next) & Integer.MAX_VALUE;
        if (waiting == 0 || (!flows && waiting < BEGIN)) {
            flows = false;
            return null;
        }
        flows = true;
        if (waiting > MOST) {
            next = (next + waiting - BEGIN) & Integer.MAX_VALUE;
            taken.setRelease(next);
        }
        return frames[next % PLACES];
    }

    /** By the leg's loop: what waits is for nobody any more. */
    void forget() {
        taken.setRelease(put.getAcquire());
        flows = false;
    }

    void read() {
        taken.setRelease((taken.getPlain() + 1) & Integer.MAX_VALUE);
    }
}
