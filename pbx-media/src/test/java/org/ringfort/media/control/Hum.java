package org.ringfort.media.control;

import java.util.Arrays;
import java.util.List;
import org.ringfort.media.codec.G711;

/** Tones in G.711 µ-law, and how loud one is in what was heard. */
final class Hum {
    static final byte[] SILENCE = silence();

    private Hum() {}

    /** The packet of that number, 20 ms, of an endless tone. */
    static byte[] tone(int hz, int packet) {
        byte[] octets = new byte[160];
        for (int at = 0; at < 160; at++) {
            octets[at] = G711.compressMu((int) (8_000 * Math.sin(2 * Math.PI * hz * (packet * 160 + at) / 8_000)));
        }
        return octets;
    }

    static int[] samples(byte[] muLaw) {
        int[] samples = new int[muLaw.length];
        for (int at = 0; at < muLaw.length; at++) {
            samples[at] = G711.linearOfMu(muLaw[at]);
        }
        return samples;
    }

    /** What a packet of µ-law holds, into {@code samples}. */
    static void put(List<Byte> payload, int[] samples, int from) {
        for (int at = 0; at < payload.size() && from + at < samples.length; at++) {
            samples[from + at] = G711.linearOfMu(payload.get(at));
        }
    }

    /** Amplitude of a tone, tenth of a second by tenth of a second: a frame left out between two does not count against it. */
    static double of(int[] samples, int hz) {
        double sum = 0;
        int tenths = samples.length / 800;
        for (int tenth = 0; tenth < tenths; tenth++) {
            sum += of(samples, tenth, hz);
        }
        return sum / tenths;
    }

    /** The loudest tenth of a second. */
    static double peak(int[] samples, int hz) {
        double most = 0;
        for (int tenth = 0; tenth < samples.length / 800; tenth++) {
            most = Math.max(most, of(samples, tenth, hz));
        }
        return most;
    }

    private static double of(int[] samples, int tenth, int hz) {
        double real = 0;
        double imaginary = 0;
        for (int at = 0; at < 800; at++) {
            real += samples[tenth * 800 + at] * Math.cos(2 * Math.PI * hz * at / 8_000);
            imaginary += samples[tenth * 800 + at] * Math.sin(2 * Math.PI * hz * at / 8_000);
        }
        return 2 * Math.hypot(real, imaginary) / 800;
    }

    private static byte[] silence() {
        byte[] octets = new byte[160];
        Arrays.fill(octets, G711.MU_SILENCE);
        return octets;
    }
}
