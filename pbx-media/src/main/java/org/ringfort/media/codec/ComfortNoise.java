package org.ringfort.media.codec;

import java.util.Arrays;

/**
 * Noise as loud as a peer says it has around it while it does not speak, and of that colour: white noise through the all-pole filter
 * that its reflection coefficients describe, of which it may give none. One thread; no allocation.
 *
 * @rfc 3389 3.1
 * @rfc 3389 3.2
 * @rfc 3389 3.3
 */
public final class ComfortNoise {
    /** A peer may give more: the higher ones count as zero. */
    private static final int MOST_COEFFICIENTS = 12;

    /** Of a payload, no more is looked at. */
    public static final int MOST_BYTES = 1 + MOST_COEFFICIENTS;

    private static final int QUIETEST = 127;
    /** What stands for a coefficient of zero. */
    private static final int MIDDLE = 127;
    /** The octet above this would make a filter that rings for ever. */
    private static final int HIGHEST = 254;

    /** Root mean square of 0 dBov: a square wave of the loudest µ-law sample. */
    private static final double OVERLOAD = 32_124;

    private final float[] coefficients = new float[MOST_COEFFICIENTS];
    private final float[] past = new float[MOST_COEFFICIENTS + 1];
    private float loudest;
    private int random = 0x5eed;

    /**
     * Noise is as this payload says from now on. An empty one says that nobody speaks, and not how loud that is: as before, at first
     * silence.
     */
    public void tell(byte[] octets, int start, int lengthBytes) {
        if (lengthBytes < 1) {
            return;
        }
        int level = octets[start] & QUIETEST; // the highest bit means nothing
        double rest = 1; // of the power, before the filter
        Arrays.fill(coefficients, 0);
        for (int at = 0; at < Math.min(lengthBytes - 1, MOST_COEFFICIENTS); at++) {
            int quantized = Math.min(HIGHEST, octets[start + 1 + at] & 0xff);
            coefficients[at] = 258 * (quantized - MIDDLE) / 32_768F;
            rest *= 1 - coefficients[at] * coefficients[at];
        }
        double deviation = level == QUIETEST ? 0 : OVERLOAD * Math.pow(10, -level / 20.0);
        loudest = (float) (deviation * Math.sqrt(3 * rest)); // of what is spread evenly
    }

    /** The next samples, of 16 bits. */
    public void fill(short[] samples, int count) {
        for (int at = 0; at < count; at++) {
            samples[at] = (short) Math.clamp(Math.round(filtered(loudest * even())), -32_768, 32_767);
        }
    }

    /** The next samples, as µ-law. */
    public void fill(byte[] muLaw, int count) {
        for (int at = 0; at < count; at++) {
            muLaw[at] = G711.compressMu(Math.clamp(Math.round(filtered(loudest * even())), -32_768, 32_767));
        }
    }

    /** From -1 to 1, each as often (xorshift). */
    private float even() {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return random / 0x1p31F;
    }

    /** Up the lattice, from the highest coefficient to the first. */
    private float filtered(float white) {
        float forward = white;
        for (int at = MOST_COEFFICIENTS - 1; at >= 0; at--) {
            forward -= coefficients[at] * past[at];
            past[at + 1] = past[at] + coefficients[at] * forward;
        }
        past[0] = forward;
        return forward;
    }
}
