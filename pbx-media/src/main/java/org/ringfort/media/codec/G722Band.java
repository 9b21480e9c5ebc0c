package org.ringfort.media.codec;

/**
 * One of the two bands of G.722: its adaptive predictor and its step size, the same arithmetic on both ends. Names in
 * capitals are those of the recommendation's blocks (ITU-T G.722 section 6.2). One thread.
 */
final class G722Band {
    /** Logarithms of the step size are limited to this (LOGSCL, LOGSCH). */
    private final int highestLogarithm;

    private final int stepShift;

    private int predicted;
    private int zeroPredicted;
    private int logarithm;
    private int step;
    private final int[] reconstructed = new int[3];
    private final int[] poles = new int[3];
    private final int[] partial = new int[3];
    private final int[] differences = new int[7];
    private final int[] zeros = new int[7];

    private G722Band(int firstStep, int highestLogarithm, int stepShift) {
        this.step = firstStep;
        this.highestLogarithm = highestLogarithm;
        this.stepShift = stepShift;
    }

    static G722Band low() {
        return new G722Band(32, 18_432, 8);
    }

    static G722Band high() {
        return new G722Band(8, 22_528, 10);
    }

    int predicted() {
        return predicted;
    }

    int step() {
        return step;
    }

    /** LOGSCL, SCALEL and their like of the high band: the step size follows what was quantized. */
    void scale(int logarithmicGain) {
        logarithm = Math.clamp(((logarithm * 127) >> 7) + logarithmicGain, 0, highestLogarithm);
        int fraction = G722Tables.INVERSE_LOGARITHM[(logarithm >> 6) & 31];
        int shift = stepShift - (logarithm >> 11);
        step = (shift < 0 ? fraction << -shift : fraction >> shift) << 2;
    }

    /** Block 4: takes up a quantized difference and predicts the next sample. */
    void adapt(int difference) {
        differences[0] = difference;
        reconstructed[0] = saturated(predicted + difference); // RECONS
        partial[0] = saturated(zeroPredicted + difference); // PARREC
        int secondPole = secondPole();
        int firstPole = firstPole(secondPole);
        adaptZeros(difference);
        reconstructed[2] = reconstructed[1]; // DELAYA
        reconstructed[1] = reconstructed[0];
        partial[2] = partial[1];
        partial[1] = partial[0];
        poles[1] = firstPole;
        poles[2] = secondPole;
        predict();
    }

    /** UPPOL2. */
    private int secondPole() {
        int quadruple = saturated(poles[1] << 2);
        int signed = Math.min(32_767, sameSign(partial[0], partial[1]) ? -quadruple : quadruple);
        int pole = (signed >> 7) + (sameSign(partial[0], partial[2]) ? 128 : -128) + ((poles[2] * 32_512) >> 15);
        return Math.clamp(pole, -12_288, 12_288);
    }

    /** UPPOL1. */
    private int firstPole(int secondPole) {
        int pole = saturated((sameSign(partial[0], partial[1]) ? 192 : -192) + ((poles[1] * 32_640) >> 15));
        int limit = saturated(15_360 - secondPole);
        return Math.clamp(pole, -limit, limit);
    }

    /** UPZERO. */
    private void adaptZeros(int difference) {
        int change = difference == 0 ? 0 : 128;
        for (int tap = 6; tap > 0; tap--) {
            int signed = sameSign(differences[tap], difference) ? change : -change;
            zeros[tap] = saturated(signed + ((zeros[tap] * 32_640) >> 15));
        }
        System.arraycopy(differences, 0, differences, 1, 6);
    }

    /** FILTEP, FILTEZ, PREDIC. */
    private void predict() {
        int ofPoles = ((poles[1] * saturated(2 * reconstructed[1])) >> 15)
                + ((poles[2] * saturated(2 * reconstructed[2])) >> 15);
        int ofZeros = 0;
        for (int tap = 6; tap > 0; tap--) {
            ofZeros += (zeros[tap] * saturated(2 * differences[tap])) >> 15;
        }
        zeroPredicted = saturated(ofZeros);
        predicted = saturated(saturated(ofPoles) + zeroPredicted);
    }

    private static boolean sameSign(int one, int other) {
        return (one ^ other) >= 0;
    }

    static int saturated(int value) {
        return Math.clamp(value, -32_768, 32_767);
    }
}
