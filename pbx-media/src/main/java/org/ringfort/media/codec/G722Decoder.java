package org.ringfort.media.codec;

/**
 * G.722 at 64 kbit/s (mode 1) to samples at 16000 Hz. Any octets are some sound: there is nothing to refuse.
 *
 * @rfc 3551 4.5.2
 */
final class G722Decoder implements AudioDecoder {
    private static final int SAMPLES_PER_SECOND = 16_000;

    private final G722Band low = G722Band.low();
    private final G722Band high = G722Band.high();
    private final int[] window = new int[24];
    private final Concealment concealment = new Concealment(SAMPLES_PER_SECOND);

    @Override
    public int decode(byte[] octets, int start, int lengthBytes, short[] samples) {
        if (lengthBytes < 1 || 2 * lengthBytes > LONGEST_MILLIS * SAMPLES_PER_SECOND / 1_000) {
            return -1;
        }
        for (int at = 0; at < lengthBytes; at++) {
            decode(octets[start + at] & 0xff, samples, 2 * at);
        }
        concealment.heard(samples, 2 * lengthBytes);
        return 2 * lengthBytes;
    }

    private void decode(int octet, short[] samples, int at) {
        int below = low(octet & 0x3f);
        int above = high(octet >> 6);
        System.arraycopy(window, 2, window, 0, 22);
        window[22] = below + above;
        window[23] = below - above;
        int second = 0;
        int first = 0;
        for (int tap = 0; tap < 12; tap++) {
            second += window[2 * tap] * G722Tables.MIRROR[tap];
            first += window[2 * tap + 1] * G722Tables.MIRROR[11 - tap];
        }
        samples[at] = (short) G722Band.saturated(first >> 11);
        samples[at + 1] = (short) G722Band.saturated(second >> 11);
    }

    private int low(int code) {
        int sample = low.predicted() + ((low.step() * G722Tables.LOW_BY_6[code]) >> 15); // INVQBL, RECONS
        int quantized = (low.step() * G722Tables.LOW_BY_4[code >> 2]) >> 15; // INVQAL
        low.scale(G722Tables.LOW_GAIN[code >> 2]);
        low.adapt(quantized);
        return limited(sample);
    }

    private int high(int code) {
        int quantized = (high.step() * G722Tables.HIGH_BY_2[code]) >> 15; // INVQAH
        int sample = high.predicted() + quantized;
        high.scale(G722Tables.HIGH_GAIN[code]);
        high.adapt(quantized);
        return limited(sample);
    }

    /** LIMIT. */
    private static int limited(int sample) {
        return Math.clamp(sample, -16_384, 16_383);
    }

    @Override
    public void conceal(short[] samples, int count, byte[] next, int start, int lengthBytes) {
        concealment.fill(samples, count);
    }

    @Override
    public int sampleHz() {
        return SAMPLES_PER_SECOND;
    }
}
