package org.ringfort.app.calls;

import java.util.Optional;

/**
 * How a leg was heard in the last few seconds, as media told.
 *
 * @param mosTenths opinion score (ITU-T G.107) in tenths, 10 to 45
 * @param lossPermille packets that never came, of the worse direction; thousandths of all
 * @param roundTripMillis there and back; empty where the phone has not reported
 */
public record LegScore(
        Grade grade, int mosTenths, int lossPermille, int jitterMillis, Optional<Integer> roundTripMillis) {
    /** A plain word for it. */
    public enum Grade {
        GOOD,
        /** People notice. */
        FAIR,
        /** As media's alarm has it. */
        POOR
    }
}
