package org.ringfort.media.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Sounds to try codecs with, and what is left of them. */
final class Tones {
    private Tones() {}

    static short[] tone(double hertz, int sampleHz, int count) {
        short[] samples = new short[count];
        for (int at = 0; at < count; at++) {
            samples[at] = (short) (10_000 * Math.sin(2 * Math.PI * hertz * at / sampleHz));
        }
        return samples;
    }

    /** Everything a codec may meet: a rising tone, noise, silence, and a square wave of the peak. */
    static short[] everything(int count, int peak) {
        var random = new Random(722);
        short[] samples = new short[count];
        double phase = 0;
        for (int at = 0; at < count; at++) {
            phase += 2 * Math.PI * (100 + 7_000.0 * at / count) / 16_000;
            samples[at] = switch (at * 16 / count % 4) {
                case 0 -> (short) (12_000 * Math.sin(phase));
                case 1 -> (short) (random.nextGaussian() * 3_000);
                case 2 -> 0;
                default -> (short) (at / 40 % 2 == 0 ? peak : -peak);
            };
        }
        return samples;
    }

    /** How much of the sound's power lies at a frequency, 0 to 1. */
    static double share(short[] samples, int from, int count, double hertz, int sampleHz) {
        double real = 0;
        double imaginary = 0;
        double power = 1e-9;
        for (int at = 0; at < count; at++) {
            double turn = 2 * Math.PI * hertz * at / sampleHz;
            real += samples[from + at] * Math.cos(turn);
            imaginary += samples[from + at] * Math.sin(turn);
            power += (double) samples[from + at] * samples[from + at];
        }
        return 2 * (real * real + imaginary * imaginary) / (count * power);
    }

    static double loudness(short[] samples, int from, int count) {
        double power = 0;
        for (int at = from; at < from + count; at++) {
            power += (double) samples[at] * samples[at];
        }
        return Math.sqrt(power / count);
    }

    static byte[] octets(short[] samples, int from, int count) {
        ByteBuffer octets = ByteBuffer.allocate(2 * count).order(ByteOrder.nativeOrder());
        octets.asShortBuffer().put(samples, from, count);
        return octets.array();
    }

    static short[] samples(byte[] octets) {
        short[] samples = new short[octets.length / 2];
        ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder()).asShortBuffer().get(samples);
        return samples;
    }
}
