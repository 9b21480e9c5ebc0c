package org.ringfort.media.dtmf;

/**
 * What {@value #SAMPLES} samples (12.75 ms) hold of the eight frequencies of digits, under a Hann window: its lobe is wide enough for a tone
 * that is a little off, and what is not in it is 30 dB down, so that a row does not spoil the column that it sounds with. How far a tone is off is told by how
 * far its phase has come since the block before, to within a few hertz; how strong it is tells nothing of that. One thread; no allocation.
 *
 * <p>Source: ITU-T Q.23 (frequencies), Q.24 (what is to be taken, and what is not).
 */
final class ToneBlock {
    static final int SAMPLES = 102;

    private static final double[] HERTZ = {697, 770, 852, 941, 1_209, 1_336, 1_477, 1_633};
    private static final int ROWS = 4;
    private static final String DIGITS = "123A456B789C*0#D";

    /** As a share of a frequency: at ±1.5 % a tone is a digit's, at ±3.5 % it is not. */
    private static final double NEAR = 0.035;
    /** The two tones have so much of all that sounds: noise 15 dB below them, and what codecs add, leaves more. */
    private static final double SHARE = 0.76;
    /** A column may be stronger than its row by 4 dB, a row by 8 dB; and some for what noise and codecs do. */
    private static final double REVERSE_TWIST = power(8);

    private static final double TWIST = power(11.5);
    /** Of each tone: a sine of the largest samples is 3.14 dBm0, and softer than -38 dBm0 is no digit. */
    private static final double SOFTEST = 32_767.0 * 32_767 / power(3.14 + 38);

    private static final float[] HANN = new float[SAMPLES];
    private static final float[][] COSINE = new float[HERTZ.length][SAMPLES];
    private static final float[][] SINE = new float[HERTZ.length][SAMPLES];
    private static final double SUM;
    private static final double SUM_OF_SQUARES;

    static {
        double sum = 0;
        double squares = 0;
        for (int at = 0; at < SAMPLES; at++) {
            double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * (at + 0.5) / SAMPLES);
            HANN[at] = (float) hann;
            sum += hann;
            squares += hann * hann;
            for (int tone = 0; tone < HERTZ.length; tone++) {
                double turn = 2 * Math.PI * HERTZ[tone] * at / ToneDetector.SAMPLES_PER_SECOND;
                COSINE[tone][at] = (float) (hann * Math.cos(turn));
                SINE[tone][at] = (float) (hann * Math.sin(turn));
            }
        }
        SUM = sum;
        SUM_OF_SQUARES = squares;
    }

    private float[] real = new float[HERTZ.length];
    private float[] imaginary = new float[HERTZ.length];
    private float[] realBefore = new float[HERTZ.length];
    private float[] imaginaryBefore = new float[HERTZ.length];
    private boolean known;
    private double power;
    private double rowOff;
    private double columnOff;

    private static double power(double decibels) {
        return Math.pow(10, decibels / 10);
    }

    /** The block that comes next does not follow the one before. */
    void forget() {
        known = false;
    }

    /** Of both tones of the digit judged last, as the square of an amplitude. */
    double power() {
        return power;
    }

    /** How far its row is off, as a share of its frequency. */
    double rowOff() {
        return rowOff;
    }

    /** How far its column is off, as a share of its frequency. */
    double columnOff() {
        return columnOff;
    }

    /**
     * The digit that these samples hold, and 0 where there is none; they begin {@link ToneDetector#HOP} behind those judged before.
     *
     * @param samples {@value #SAMPLES} of them
     */
    char judge(float[] samples) {
        float[] oldest = realBefore;
        realBefore = real;
        real = oldest;
        oldest = imaginaryBefore;
        imaginaryBefore = imaginary;
        imaginary = oldest;
        for (int tone = 0; tone < HERTZ.length; tone++) {
            correlate(tone, samples);
        }
        int row = strongest(0, ROWS);
        int column = strongest(ROWS, HERTZ.length);
        boolean followed = known;
        known = true;
        if (!followed || !sounds(samples, square(row), square(column))) {
            return 0;
        }
        rowOff = off(row);
        columnOff = off(column);
        return Math.abs(rowOff) < NEAR && Math.abs(columnOff) < NEAR ? DIGITS.charAt(row * ROWS + column - ROWS) : 0;
    }

    private void correlate(int tone, float[] samples) {
        float[] cosine = COSINE[tone];
        float[] sine = SINE[tone];
        float inPhase = 0;
        float inQuadrature = 0;
        for (int at = 0; at < SAMPLES; at++) {
            inPhase += samples[at] * cosine[at];
            inQuadrature += samples[at] * sine[at];
        }
        real[tone] = inPhase;
        imaginary[tone] = -inQuadrature;
    }

    private int strongest(int first, int end) {
        int best = first;
        for (int tone = first + 1; tone < end; tone++) {
            if (square(tone) > square(best)) {
                best = tone;
            }
        }
        return best;
    }

    /** The square of a tone's amplitude. */
    private double square(int tone) {
        double a = real[tone];
        double b = imaginary[tone];
        return 4 * (a * a + b * b) / (SUM * SUM);
    }

    private boolean sounds(float[] samples, double row, double column) {
        if (row < SOFTEST || column < SOFTEST || column > row * REVERSE_TWIST || row > column * TWIST) {
            return false;
        }
        double energy = 0;
        for (int at = 0; at < SAMPLES; at++) {
            double sample = samples[at] * HANN[at];
            energy += sample * sample;
        }
        power = row + column;
        return power * SUM_OF_SQUARES / 2 >= SHARE * energy;
    }

    private double off(int tone) {
        double turn = 2 * Math.PI * HERTZ[tone] * ToneDetector.HOP / ToneDetector.SAMPLES_PER_SECOND;
        double along = real[tone] * realBefore[tone] + imaginary[tone] * imaginaryBefore[tone];
        double across = imaginary[tone] * realBefore[tone] - real[tone] * imaginaryBefore[tone];
        return Math.IEEEremainder(Math.atan2(across, along) - turn, 2 * Math.PI) / turn;
    }
}
