package org.ringfort.edge.transport;

import java.util.function.LongSupplier;

/**
 * Whether datagrams come faster than they are read: whether the socket has not been read empty for some time. Those of a flood would
 * wait there together with those of phones, and push them out. One thread.
 */
final class Backlog {
    /** How many are read in a row: a round that ends with fewer has read the socket empty. */
    static final int ROUND = 32;

    private static final long LONGEST_NANOS = 20_000_000;

    private int inThisRound;
    private boolean empty = true;
    private long busySinceNanos;
    private boolean behind;

    /** One more has been read; whether reading is behind. */
    boolean read(LongSupplier nanos) {
        if (inThisRound++ == 0) {
            long now = nanos.getAsLong();
            if (empty) {
                busySinceNanos = now;
            }
            behind = now - busySinceNanos > LONGEST_NANOS;
        }
        return behind;
    }

    /** No more are read now. */
    void roundOver() {
        empty = inThisRound < ROUND;
        inThisRound = 0;
    }
}
