package org.ringfort.media.rtcp;

/**
 * How a leg was heard in its last window, rounded, so that one that is heard as before has the same score. It fits into a {@code
 * long}, in which a loop hands it on without making anything.
 *
 * @param opinionTenths mean opinion score (ITU-T G.107), 10 to 45
 * @param lossPermille of the worse direction
 * @param jitterMillis at most {@value #MOST_JITTER_MILLIS}
 * @param roundTripMillis at most {@value #MOST_ROUND_TRIP_MILLIS}; -1: the peer has not reported
 */
public record Score(Grade grade, int opinionTenths, int lossPermille, int jitterMillis, int roundTripMillis) {
    /** Of a leg of which nothing is judged. */
    public static final Score NONE = new Score(Grade.NONE, 0, 0, 0, -1);

    /** {@link #NONE} as a {@code long}. */
    public static final long NOTHING = 0;

    static final int MOST_JITTER_MILLIS = 4_095;
    static final int MOST_ROUND_TRIP_MILLIS = 16_382;

    /** G.107 annex B: from R = 80 on people are satisfied. */
    private static final int GOOD_OPINION = 403;
    /** One packet of a window is lost anywhere; who is used to good lines hears more than that. */
    private static final int GOOD_LOSS_PERMILLE = 10;

    private static final int OPINION_AT = 2;
    private static final int LOSS_AT = OPINION_AT + 6;
    private static final int JITTER_AT = LOSS_AT + 10;
    private static final int ROUND_TRIP_AT = JITTER_AT + 12;

    /** A plain word for it. */
    public enum Grade {
        /** Nothing is judged. */
        NONE(0),
        GOOD(1),
        /** People notice. */
        FAIR(2),
        /** As the alarm has it. */
        POOR(3);

        /** Two bits. */
        private final int code;

        Grade(int code) {
            this.code = code;
        }

        private static Grade of(int code) {
            return switch (code) {
                case 1 -> GOOD;
                case 2 -> FAIR;
                case 3 -> POOR;
                default -> NONE;
            };
        }
    }

    /**
     * As a {@code long}. Allocates nothing.
     *
     * @param opinion in hundredths
     * @param roundTripMicros negative: the peer has not reported
     * @param poor whether the alarm stands
     */
    static long pack(int opinion, int lossPermille, int jitterMicros, int roundTripMicros, boolean poor) {
        Grade grade = poor
                ? Grade.POOR
                : opinion < GOOD_OPINION || lossPermille >= GOOD_LOSS_PERMILLE ? Grade.FAIR : Grade.GOOD;
        long roundTrip = roundTripMicros < 0 ? 0 : 1 + Math.min(rounded(roundTripMicros), MOST_ROUND_TRIP_MILLIS);
        return grade.code
                | (long) Math.clamp((opinion + 5) / 10, 0, 45) << OPINION_AT
                | (long) Math.clamp(lossPermille, 0, 1_000) << LOSS_AT
                | (long) Math.clamp(rounded(jitterMicros), 0, MOST_JITTER_MILLIS) << JITTER_AT
                | roundTrip << ROUND_TRIP_AT;
    }

    private static int rounded(int micros) {
        return micros / 1_000 + (micros % 1_000 >= 500 ? 1 : 0);
    }

    /** What was {@link #pack packed}. */
    public static Score of(long packed) {
        return packed == NOTHING
                ? NONE
                : new Score(
                        Grade.of((int) packed & 3),
                        (int) (packed >> OPINION_AT) & 0x3f,
                        (int) (packed >> LOSS_AT) & 0x3ff,
                        (int) (packed >> JITTER_AT) & 0xfff,
                        (int) (packed >> ROUND_TRIP_AT) - 1);
    }
}
