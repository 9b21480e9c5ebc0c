package org.ringfort.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How loud noise is, and of what colour.
 *
 * @rfc 3389 3.1
 * @rfc 3389 3.2
 * @rfc 3389 3.3
 */
class ComfortNoiseTest {
    private final ComfortNoise noise = new ComfortNoise();

    private void tell(int... octets) {
        byte[] payload = new byte[octets.length];
        for (int at = 0; at < octets.length; at++) {
            payload[at] = (byte) octets[at];
        }
        noise.tell(payload, 0, payload.length);
    }

    private short[] second() {
        short[] samples = new short[8_000];
        noise.fill(samples, samples.length);
        return samples;
    }

    /** Decibels below a square wave of the loudest µ-law sample. */
    private static double below(short[] samples) {
        double power = 1e-9;
        for (short sample : samples) {
            power += (double) sample * sample;
        }
        return -10 * Math.log10(power / samples.length / (32_124.0 * 32_124));
    }

    /** How like each sample is to the one before, from -1 to 1. */
    private static double likeness(short[] samples) {
        double product = 0;
        double power = 1e-9;
        for (int at = 1; at < samples.length; at++) {
            product += (double) samples[at] * samples[at - 1];
            power += (double) samples[at] * samples[at];
        }
        return product / power;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 50, 60, 70})
    void rfc3389_3_1_the_first_octet_is_how_far_below_overload(int level) {
        tell(level);
        assertThat(below(second())).isCloseTo(level, within(0.4));
        tell(0x80 | level);
        assertThat(below(second())).as("the highest bit means nothing").isCloseTo(level, within(0.4));
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 40, 50})
    void noise_of_mu_law_is_as_loud(int level) {
        tell(level);
        byte[] octets = new byte[8_000];
        noise.fill(octets, octets.length);
        short[] samples = new short[octets.length];
        for (int at = 0; at < octets.length; at++) {
            samples[at] = (short) G711.linearOfMu(octets[at]);
        }
        assertThat(below(samples)).isCloseTo(level, within(0.5));
        assertThat(Math.abs(likeness(samples))).as("white").isLessThan(0.05);
    }

    @Test
    void the_quietest_is_silence() {
        tell(127);
        assertThat(second()).containsOnly(0);
    }

    /** As a recorder of speech in a car gives them, or beside a fan. */
    @ParameterizedTest
    @CsvSource({"25, 0.8", "76, 0.4", "127, 0", "178, -0.4", "229, -0.8"})
    void rfc3389_3_2_a_reflection_coefficient_colours_it_and_leaves_it_as_loud(int quantized, double likeness) {
        tell(40, quantized);
        second(); // until the filter rings as it will
        short[] samples = second();
        assertThat(likeness(samples)).isCloseTo(likeness, within(0.05));
        assertThat(below(samples)).isCloseTo(40, within(0.7));
    }

    @Test
    void rfc3389_3_2_higher_coefficients_than_we_use_count_as_zero() {
        int[] told = new int[200];
        Arrays.fill(told, 127);
        told[0] = 40;
        told[1] = 25;
        told[150] = 3;
        tell(told);
        second();
        short[] samples = second();
        assertThat(likeness(samples)).isCloseTo(0.8, within(0.05));
        assertThat(below(samples)).isCloseTo(40, within(0.7));
    }

    @Test
    void nothing_at_all_leaves_it_as_it_was() {
        tell();
        assertThat(second()).as("at first silence").containsOnly(0);
        tell(40);
        tell();
        assertThat(below(second())).isCloseTo(40, within(0.4));
    }

    @Test
    void whatever_is_told_noise_can_be_made_and_made_anew() {
        var random = new Random(3);
        for (int round = 0; round < 500; round++) {
            byte[] told = new byte[random.nextInt(30)];
            random.nextBytes(told);
            noise.tell(told, 0, told.length);
            second();
        }
        tell(0, 255, 255, 255, 0, 0, 0, 255, 0, 255, 0, 255, 0);
        second();
        tell(40);
        second();
        assertThat(below(second())).as("nothing rings for ever").isCloseTo(40, within(0.4));
    }
}
