package org.ringfort.e2e.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcmTest {
    @Test
    void a_tone_is_found_at_its_frequency_alone() {
        Pcm tone = Pcm.tone(8000, 440, 2);

        assertThat(tone.shareOf(440)).isGreaterThan(0.99);
        assertThat(tone.shareOf(660)).isLessThan(0.01);
        assertThat(tone.longestStretchOf(440)).isGreaterThan(1.8);
        assertThat(tone.longestStretchOf(660)).isZero();
    }

    @Test
    void noise_and_silence_hold_no_tone() {
        var random = new Random(1);
        var samples = new short[8000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextGaussian() * 5000);
        }

        assertThat(new Pcm(8000, samples).longestStretchOf(440)).isZero();
        assertThat(new Pcm(8000, new short[8000]).longestStretchOf(440)).isZero();
    }

    @Test
    void a_tone_is_recognised_in_clear_mu_law_octets() {
        Pcm tone = Pcm.tone(8000, 440, 0.02);
        var octets = new byte[160];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = muLaw(tone.samples()[i]);
        }

        assertThat(Pcm.fromMuLaw(octets).shareOf(440)).isGreaterThan(0.9);
    }

    @Test
    void what_is_written_is_read(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("tone.wav");
        Pcm.tone(8000, 500, 0.5).write(file);

        Pcm read = Pcm.read(file);
        assertThat(read.seconds()).isEqualTo(0.5);
        assertThat(read.shareOf(500)).isGreaterThan(0.99);
    }

    private static byte muLaw(short sample) {
        int magnitude = Math.min(Math.abs(sample), 32635) + 0x84;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = (magnitude >> (exponent + 3)) & 0x0f;
        return (byte) ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa);
    }
}
