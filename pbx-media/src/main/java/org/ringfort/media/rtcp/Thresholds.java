package org.ringfort.media.rtcp;

/**
 * Beyond which a leg is poor.
 *
 * @param opinion mean opinion score in hundredths: a window below it is poor
 * @param lossPercent a window that lost so much is poor, whatever its score
 */
public record Thresholds(int opinion, int lossPercent) {
    /** G.107 annex B: below 3.6 many users are dissatisfied. 3 % of loss is heard even where it is concealed. */
    public static final Thresholds DEFAULT = new Thresholds(360, 3);
}
