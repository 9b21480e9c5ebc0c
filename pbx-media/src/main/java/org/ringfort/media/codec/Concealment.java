package org.ringfort.media.codec;

/**
 * Speech where none came: the last period of the voice again and again, fading to silence within {@value #FADE_MILLIS} ms, and
 * back into what comes next without a click. In the manner of G.711 Appendix I, without its delay. One thread.
 */
final class Concealment {
    private static final int HISTORY_MILLIS = 45;
    private static final int LONGEST_PERIOD_MILLIS = 15;
    private static final int COMPARED_MILLIS = 20;
    private static final int STEADY_MILLIS = 10;
    private static final int FADE_MILLIS = 60;
    private static final int SEAM_MILLIS = 4;

    private final int perMilli;
    private final short[] history;
    private int period;
    /** Samples concealed in a row; 0 while all is well. */
    private int concealed;

    Concealment(int sampleHz) {
        perMilli = sampleHz / 1_000;
        history = new short[HISTORY_MILLIS * perMilli];
    }

    /** Samples that came; the first of them after a gap are blended with what would have been concealed. */
    void heard(short[] samples, int count) {
        if (concealed > 0) {
            int seam = Math.min(count, SEAM_MILLIS * perMilli);
            for (int at = 0; at < seam; at++) {
                int invented = invented(at);
                samples[at] = (short) (invented + (samples[at] - invented) * at / seam);
            }
            concealed = 0;
        }
        remember(samples, count);
    }

    /** Invents the next samples. */
    void fill(short[] samples, int count) {
        if (concealed == 0) {
            period = period();
        }
        for (int at = 0; at < count; at++) {
            samples[at] = (short) invented(at);
        }
        concealed += count;
    }

    /** The sample so far behind what was concealed by now; history stays as it was before the gap. */
    private int invented(int ahead) {
        int since = concealed + ahead;
        int sample = history[history.length - period + since % period];
        int left = FADE_MILLIS * perMilli - since;
        int fade = (FADE_MILLIS - STEADY_MILLIS) * perMilli;
        return left <= 0 ? 0 : sample * Math.min(left, fade) / fade;
    }

    /** The lag at which the end of what was heard looks most like itself. */
    private int period() {
        int compared = COMPARED_MILLIS * perMilli;
        int first = history.length - compared;
        int longest = LONGEST_PERIOD_MILLIS * perMilli;
        int step = Math.max(1, perMilli / 8);
        double best = 0;
        int found = longest;
        for (int lag = 5 * perMilli / 2; lag <= longest; lag += step) {
            double product = 0;
            double energy = 1;
            for (int at = first; at < history.length; at += step) {
                product += (double) history[at] * history[at - lag];
                energy += (double) history[at - lag] * history[at - lag];
            }
            double likeness = product <= 0 ? 0 : product * product / energy;
            if (likeness > best) {
                best = likeness;
                found = lag;
            }
        }
        return found;
    }

    private void remember(short[] samples, int count) {
        int kept = Math.min(count, history.length);
        System.arraycopy(history, kept, history, 0, history.length - kept);
        System.arraycopy(samples, count - kept, history, history.length - kept, kept);
    }
}
