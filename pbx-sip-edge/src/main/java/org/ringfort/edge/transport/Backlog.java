package org.ringfort.edge.transport;

import java.util.function.LongSupplier;

/**
 * Whether datagrams come faster than they are read: whether the socket has not been read empty for some time. Those of a flood would
 * wait there together with those of phones, and push them out. One thread.
 */
final class Backlog {
    /** How many are read in a row: a round that ends with fewer has read the socket empty. */
    static final int ROUND = 32;

    private static final long LONGEST_NANOS = 10_000_000;

    private int inThisRound;
    private long octetsInThisRound;
    private boolean empty = true;
    private long busySinceNanos;
    private long roundBeganNanos;
    private boolean behind;

    /** One more of so many octets has been read; whether reading is behind. */
    boolean read(int octets, LongSupplier nanos) {
        if (inThisRound++ == 0) {
            long now = nanos.getAsLong();
            if (empty || now - roundBeganNanos > LONGEST_NANOS) { // where more waited it would have been read before
                busySinceNanos = now;
            }
            roundBeganNanos = now;
            behind = now - busySinceNanos > LONGEST_NANOS;
        }
        octetsInThisRound += octets;
        return behind;
    }

    /** No more are read now. An empty datagram ends a round, whatever waits behind it. */
    void roundOver() {
        empty = inThisRound < ROUND && octetsInThisRound > 0;
        inThisRound = 0;
        octetsInThisRound = 0;
    }
}
