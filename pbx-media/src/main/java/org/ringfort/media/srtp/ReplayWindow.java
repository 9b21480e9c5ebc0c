package org.ringfort.media.srtp;

/**
 * Which of the latest {@value #WIDTH} packet indexes were seen. A ring of bits, whole words at a time. One thread.
 *
 * @rfc 3711 3.3.2
 * @rfc 6479
 */
final class ReplayWindow {
    /** Indexes further behind the highest than this count as replayed; one word of the ring is always being cleared. */
    static final int WIDTH = 192;

    private static final int WORDS = 4;

    private final long[] bits = new long[WORDS];
    private long highest = -1;

    /** The highest index seen, -1 before the first. */
    long highest() {
        return highest;
    }

    boolean isFresh(long index) {
        if (index < 0) {
            return false;
        }
        if (index > highest) {
            return true;
        }
        return highest - index < WIDTH && (bits[word(index)] & bit(index)) == 0;
    }

    /** Only for an index that is fresh, once it is authenticated. */
    void mark(long index) {
        if (index > highest) {
            long steps = Math.min(WORDS, (index >>> 6) - (highest < 0 ? -1 : highest >>> 6));
            for (long step = 0; step < steps; step++) {
                bits[(int) (((index >>> 6) - step) & (WORDS - 1))] = 0;
            }
            highest = index;
        }
        bits[word(index)] |= bit(index);
    }

    private static int word(long index) {
        return (int) (index >>> 6) & (WORDS - 1);
    }

    private static long bit(long index) {
        return 1L << (index & 63);
    }
}
