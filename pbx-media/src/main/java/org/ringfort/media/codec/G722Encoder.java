package org.ringfort.media.codec;

/**
 * G.722 at 64 kbit/s: two samples at 16000 Hz in an octet, two bits of it for the band above 4 kHz. In integers, as the
 * recommendation has it, so that every encoder makes the same octets.
 *
 * @rfc 3551 4.5.2
 */
final class G722Encoder implements AudioEncoder {
    private final G722Band low = G722Band.low();
    private final G722Band high = G722Band.high();
    private final int[] window = new int[24];

    @Override
    public int encode(short[] samples, byte[] octets, int at) {
        int pairs = frameSamples() / 2;
        for (int pair = 0; pair < pairs; pair++) {
            octets[at + pair] = (byte) encode(samples[2 * pair], samples[2 * pair + 1]);
        }
        return pairs;
    }

    private int encode(int first, int second) {
        System.arraycopy(window, 2, window, 0, 22);
        window[22] = first;
        window[23] = second;
        int odd = 0;
        int even = 0;
        for (int tap = 0; tap < 12; tap++) {
            odd += window[2 * tap] * G722Tables.MIRROR[tap];
            even += window[2 * tap + 1] * G722Tables.MIRROR[11 - tap];
        }
        return high((even - odd) >> 14) << 6 | low((even + odd) >> 14);
    }

    private int low(int sample) {
        int difference = G722Band.saturated(sample - low.predicted()); // SUBTRA
        int magnitude = difference >= 0 ? difference : -(difference + 1);
        int level = 1; // QUANTL
        while (level < 30 && magnitude >= (G722Tables.LOW_LEVELS[level] * low.step()) >> 12) {
            level++;
        }
        int code = difference < 0 ? G722Tables.LOW_NEGATIVE[level] : G722Tables.LOW_POSITIVE[level];
        int quantized = (low.step() * G722Tables.LOW_BY_4[code >> 2]) >> 15; // INVQAL
        low.scale(G722Tables.LOW_GAIN[code >> 2]);
        low.adapt(quantized);
        return code;
    }

    private int high(int sample) {
        int difference = G722Band.saturated(sample - high.predicted()); // SUBTRB
        int magnitude = difference >= 0 ? difference : -(difference + 1);
        boolean large = magnitude >= (564 * high.step()) >> 12; // QUANTH
        int code = (difference < 0 ? 1 : 3) - (large ? 1 : 0);
        int quantized = (high.step() * G722Tables.HIGH_BY_2[code]) >> 15; // INVQAH
        high.scale(G722Tables.HIGH_GAIN[code]);
        high.adapt(quantized);
        return code;
    }

    @Override
    public int sampleHz() {
        return 16_000;
    }
}
