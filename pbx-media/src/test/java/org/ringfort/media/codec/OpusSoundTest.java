package org.ringfort.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ours talks with libopus, at the rates that the other codings have.
 *
 * @rfc 6716 4
 * @rfc 6716 5
 */
class OpusSoundTest {
    private static final double HERTZ = 1_000;

    private static Peers libopus() {
        Assumptions.assumeTrue(Peers.libopus().isPresent(), "libopus is missing: apt-get install libopus0");
        return Peers.libopus().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void rfc6716_libopus_hears_what_we_say(int sampleHz) {
        Peers.Codec decoder = libopus().opusDecoder(48_000);
        var encoder = new OpusSoundEncoder(sampleHz);
        short[] said = Tones.tone(HERTZ, sampleHz, 50 * encoder.frameSamples());
        short[] heard = new short[50 * 960];
        byte[] payload = new byte[AudioEncoder.MOST_BYTES];
        for (int frame = 0; frame < 50; frame++) {
            int from = frame * encoder.frameSamples();
            int length = encoder.encode(Arrays.copyOfRange(said, from, from + encoder.frameSamples()), payload, 0);
            short[] samples = Tones.samples(decoder.of(payload, length));
            assertThat(samples).hasSize(960);
            System.arraycopy(samples, 0, heard, frame * 960, 960);
        }
        assertThat(Tones.share(heard, 24_000, 19_200, HERTZ, 48_000)).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void rfc6716_we_hear_what_libopus_says_in_one_channel_or_two(int channels) {
        Peers.Codec encoder = libopus().opusEncoder(48_000, channels);
        var decoder = new OpusSoundDecoder(16_000);
        short[] mono = Tones.tone(HERTZ, 48_000, 50 * 960);
        short[] said = new short[mono.length * channels];
        for (int at = 0; at < said.length; at++) {
            said[at] = mono[at / channels];
        }
        short[] heard = new short[50 * 320];
        short[] samples = new short[1_920];
        for (int frame = 0; frame < 50; frame++) {
            byte[] payload = encoder.of(Tones.octets(said, frame * 960 * channels, 960 * channels), 1_920 * channels);
            assertThat(decoder.decode(payload, 0, payload.length, samples)).isEqualTo(320);
            System.arraycopy(samples, 0, heard, frame * 320, 320);
        }
        assertThat(Tones.share(heard, 8_000, 6_400, HERTZ, 16_000)).isGreaterThan(0.9);
    }

    /** Each packet carries a copy of the one before: a lost one is not silence. */
    @Test
    void rfc6716_2_1_7_what_is_lost_is_concealed() {
        var encoder = new OpusSoundEncoder(16_000);
        var decoder = new OpusSoundDecoder(16_000);
        short[] said = Tones.tone(300, 16_000, 50 * 320);
        short[] heard = new short[50 * 320];
        short[] samples = new short[1_920];
        byte[] payload = new byte[AudioEncoder.MOST_BYTES];
        for (int frame = 0; frame < 50; frame++) {
            int length = encoder.encode(Arrays.copyOfRange(said, frame * 320, frame * 320 + 320), payload, 0);
            if (frame % 10 == 5) {
                continue;
            }
            if (frame % 10 == 6) {
                decoder.conceal(samples, 320, payload, 0, length);
                System.arraycopy(samples, 0, heard, (frame - 1) * 320, 320);
            }
            assertThat(decoder.decode(payload, 0, length, samples)).isEqualTo(320);
            System.arraycopy(samples, 0, heard, frame * 320, 320);
        }
        double all = Tones.loudness(heard, 20 * 320, 20 * 320);
        for (int frame = 25; frame < 50; frame += 10) {
            assertThat(Tones.loudness(heard, frame * 320, 320)).isBetween(all / 3, all * 3);
        }
    }

    @Test
    void garbage_is_no_payload_and_the_next_one_is_heard() {
        var decoder = new OpusSoundDecoder(16_000);
        short[] samples = new short[1_920];
        assertThat(decoder.decode(new byte[] {(byte) 0xff, (byte) 0xff, 1, 2}, 0, 4, samples))
                .isEqualTo(-1);
        assertThat(decoder.decode(new byte[0], 0, 0, samples)).isEqualTo(-1);
        var encoder = new OpusSoundEncoder(16_000);
        byte[] payload = new byte[AudioEncoder.MOST_BYTES];
        int length = encoder.encode(Tones.tone(HERTZ, 16_000, 320), payload, 0);
        assertThat(decoder.decode(payload, 0, length, samples)).isEqualTo(320);
    }
}
