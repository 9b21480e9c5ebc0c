package org.ringfort.media.codec;

/**
 * Samples of one rate at another, up or down by a whole number: a windowed low-pass, worked out in phases. Remembers what it
 * needs of the block before, so that blocks join without a seam; delays by {@value #REACH} samples of the lower rate. One thread.
 */
public final class Resampler {
    /** Samples of the lower rate to each side of the middle. */
    private static final int REACH = 12;

    private final int up;
    private final int down;
    private final float[] filter;
    private final float[] window;

    /**
     * @throws IllegalArgumentException where neither rate is a multiple of the other
     */
    public Resampler(int fromHz, int toHz) {
        if (fromHz % toHz != 0 && toHz % fromHz != 0) {
            throw new IllegalArgumentException(fromHz + " Hz to " + toHz + " Hz");
        }
        this.up = Math.max(1, toHz / fromHz);
        this.down = Math.max(1, fromHz / toHz);
        int factor = Math.max(up, down);
        this.filter = filter(factor, up);
        this.window = new float[(filter.length + up - 1) / up];
    }

    /** A Blackman window over a sinc that ends a little below half of the lower rate. */
    private static float[] filter(int factor, int gain) {
        int length = 2 * REACH * factor + 1;
        float[] taps = new float[length];
        double edge = 0.92 / factor;
        double sum = 0;
        for (int at = 0; at < length; at++) {
            double middle = at - (length - 1) / 2.0;
            double sinc = middle == 0 ? edge : Math.sin(Math.PI * edge * middle) / (Math.PI * middle);
            double turn = 2 * Math.PI * at / (length - 1);
            taps[at] = (float) (sinc * (0.42 - 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn)));
            sum += taps[at];
        }
        for (int at = 0; at < length; at++) {
            taps[at] *= (float) (gain / sum);
        }
        return taps;
    }

    /**
     * The next block.
     *
     * @param count samples of {@code from}, a multiple of the factor where the rate goes down
     * @return samples written to {@code to} from {@code at} on
     */
    public int resample(short[] from, int count, short[] to, int at) {
        if (up == down) {
            System.arraycopy(from, 0, to, at, count);
            return count;
        }
        int written = 0;
        for (int sample = 0; sample < count; sample++) {
            System.arraycopy(window, 0, window, 1, window.length - 1);
            window[0] = from[sample];
            if ((sample + 1) % down == 0) {
                for (int phase = 0; phase < up; phase++) {
                    to[at + written++] = (short) Math.clamp(Math.round(sum(phase)), -32_768, 32_767);
                }
            }
        }
        return written;
    }

    private float sum(int phase) {
        float sum = 0;
        for (int tap = phase, past = 0; tap < filter.length; tap += up, past++) {
            sum += filter[tap] * window[past];
        }
        return sum;
    }
}
