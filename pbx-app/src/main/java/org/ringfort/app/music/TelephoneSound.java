package org.ringfort.app.music;

/** Sound as a telephone has it: what it cannot carry is filtered out, the rest is G.711 µ-law at 8000 Hz. Pure. */
final class TelephoneSound {
    private static final int HZ = 8_000;
    /** Above this nothing is kept; of half the rate. */
    private static final double CUT = 0.92;

    /** Zero crossings of the filter on each side. */
    private static final int REACH = 16;

    private TelephoneSound() {}

    /** @param samples of 16 bits, mono */
    static byte[] of(float[] samples, int rateHz) {
        byte[] pcmu = new byte[(int) ((long) samples.length * HZ / rateHz)];
        if (rateHz == HZ) {
            for (int at = 0; at < pcmu.length; at++) {
                pcmu[at] = compress(Math.round(samples[at]));
            }
            return pcmu;
        }
        int common = common(rateHz, HZ);
        int phases = HZ / common;
        int step = rateHz / common; // of 1/phases of an input sample, for each output sample
        float[][] filters = new float[phases][];
        for (int phase = 0; phase < phases; phase++) {
            filters[phase] = filter((double) phase / phases, (double) rateHz / HZ);
        }
        for (int at = 0; at < pcmu.length; at++) {
            long place = (long) at * step;
            float[] filter = filters[(int) (place % phases)];
            pcmu[at] = compress(Math.round(at(samples, (int) (place / phases), filter)));
        }
        return pcmu;
    }

    private static float at(float[] samples, int place, float[] filter) {
        int first = place - filter.length / 2 + 1;
        float sum = 0;
        for (int tap = Math.max(0, -first); tap < filter.length && first + tap < samples.length; tap++) {
            sum += filter[tap] * samples[first + tap];
        }
        return sum;
    }

    /** A sinc under a Hann window, for a place that lies {@code behind} its sample; its taps sum up to one. */
    private static float[] filter(double behind, double ratio) {
        int half = (int) Math.ceil(REACH * ratio / CUT);
        float[] taps = new float[2 * half];
        double sum = 0;
        for (int tap = 0; tap < taps.length; tap++) {
            double away = tap - half + 1 - behind;
            double turn = Math.PI * away * CUT / ratio;
            double sinc = Math.abs(turn) < 1e-9 ? 1 : Math.sin(turn) / turn;
            double window = Math.abs(away) >= half ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * away / half);
            taps[tap] = (float) (sinc * window);
            sum += taps[tap];
        }
        for (int tap = 0; tap < taps.length; tap++) {
            taps[tap] /= (float) sum;
        }
        return taps;
    }

    private static int common(int one, int other) {
        return other == 0 ? one : common(other, one % other);
    }

    /** ITU-T G.711, table 2a. */
    static byte compress(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs(sample), 32_635) + 0x84;
        int exponent = 24 - Integer.numberOfLeadingZeros(magnitude);
        int mantissa = (magnitude >> (exponent + 3)) & 0x0f;
        return (byte) ~(sign | exponent << 4 | mantissa);
    }
}
