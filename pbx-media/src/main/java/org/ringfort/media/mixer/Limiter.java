package org.ringfort.media.mixer;

/**
 * Makes a sum of voices fit 16 bits: where it is too loud it is turned down as a whole within 4 ms, and up again over a second, so
 * that nothing is clipped off but the onset. One thread, no allocation.
 */
final class Limiter {
    private static final int ONE = 1 << 15;
    private static final int ATTACK_SAMPLES = 32;
    private static final int RELEASE = ONE / 50;

    private int gain = ONE;

    void limit(int[] sum, short[] out) {
        int peak = 1;
        for (int sample : sum) {
            peak = Math.max(peak, Math.abs(sample));
        }
        int from = gain;
        int fits = peak <= Short.MAX_VALUE ? ONE : (int) (((long) Short.MAX_VALUE << 15) / peak);
        int to = Math.min(fits, Math.min(ONE, from + RELEASE));
        for (int index = 0; index < sum.length; index++) {
            int now = index < ATTACK_SAMPLES ? from + (to - from) * index / ATTACK_SAMPLES : to;
            long sample = ((long) sum[index] * now) >> 15;
            out[index] = (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        gain = to;
    }
}
