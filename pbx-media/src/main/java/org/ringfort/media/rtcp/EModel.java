package org.ringfort.media.rtcp;

/**
 * How speech is liked, from what happens to it: the E-model with its default values, as far as loss and delay change
 * them. Echo is taken to be cancelled and loss to be random. Pure.
 *
 * <p>ITU-T G.107 (sections 7.4 and 7.5, annex B) and G.113 appendix I.
 */
public final class EModel {
    /** R of a connection without fault, all parameters at their defaults. */
    private static final double FAULTLESS = 93.2;

    private static final double UNNOTICED_DELAY_MILLIS = 100;

    private EModel() {}

    /**
     * The rating R.
     *
     * @param lossPercent packets that never came, 0 to 100
     * @param delayMillis from mouth to ear
     * @param impairment Ie of the codec
     * @param robustness Bpl of the codec: the higher, the less loss hurts
     * @return 0 (worthless) to 93.2
     */
    public static double rating(double lossPercent, double delayMillis, double impairment, double robustness) {
        double equipment = impairment + (95 - impairment) * lossPercent / (lossPercent + robustness);
        return Math.clamp(FAULTLESS - delay(delayMillis) - equipment, 0, FAULTLESS);
    }

    /** Idd: what a delay costs even without echo. */
    private static double delay(double millis) {
        if (millis <= UNNOTICED_DELAY_MILLIS) {
            return 0;
        }
        double doublings = Math.log(millis / UNNOTICED_DELAY_MILLIS) / Math.log(2);
        return 25
                * (Math.pow(1 + Math.pow(doublings, 6), 1 / 6.0)
                        - 3 * Math.pow(1 + Math.pow(doublings / 3, 6), 1 / 6.0)
                        + 2);
    }

    /** The mean opinion score that people would give: 1 (bad) to 4.5. */
    public static double opinion(double rating) {
        if (rating <= 0) {
            return 1;
        }
        return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
    }
}
