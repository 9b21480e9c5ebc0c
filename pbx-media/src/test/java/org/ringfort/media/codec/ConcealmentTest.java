package org.ringfort.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConcealmentTest {
    private static final int FRAME = 160;

    @Test
    void a_lost_packet_sounds_like_what_was_before() {
        var concealment = new Concealment(8_000);
        concealment.heard(Tones.tone(200, 8_000, 5 * FRAME), 5 * FRAME);
        short[] filled = new short[FRAME];
        concealment.fill(filled, FRAME);
        assertThat(Tones.share(filled, 0, FRAME, 200, 8_000)).isGreaterThan(0.9);
        assertThat(Tones.loudness(filled, 0, FRAME)).isGreaterThan(5_000);
    }

    @Test
    void what_stays_away_fades_to_silence() {
        var concealment = new Concealment(8_000);
        concealment.heard(Tones.tone(200, 8_000, 5 * FRAME), 5 * FRAME);
        short[] filled = new short[FRAME];
        double before = Double.MAX_VALUE;
        for (int packet = 0; packet < 3; packet++) {
            concealment.fill(filled, FRAME);
            assertThat(Tones.loudness(filled, 0, FRAME)).isLessThan(before);
            before = Tones.loudness(filled, 0, FRAME);
        }
        concealment.fill(filled, FRAME);
        assertThat(filled).containsOnly(0);
    }

    @Test
    void what_comes_back_comes_without_a_click() {
        var concealment = new Concealment(8_000);
        concealment.heard(Tones.tone(200, 8_000, 5 * FRAME), 5 * FRAME);
        short[] filled = new short[FRAME];
        concealment.fill(filled, FRAME);
        short[] next = new short[FRAME];
        java.util.Arrays.fill(next, (short) 9_000);
        concealment.heard(next, FRAME);
        assertThat(Math.abs(next[0] - filled[FRAME - 1])).isLessThan(4_000);
        assertThat(next[FRAME - 1]).isEqualTo((short) 9_000);
    }

    /** Through the door: every coding fills a gap of any length with something, without complaint. */
    @ParameterizedTest
    @EnumSource(Coding.class)
    void every_coding_conceals(Coding coding) {
        AudioEncoder encoder = coding.encoder(coding.sampleHz());
        AudioDecoder decoder = coding.decoder(coding.sampleHz());
        assertThat(decoder.sampleHz()).isEqualTo(encoder.sampleHz());
        short[] said = Tones.tone(250, coding.sampleHz(), encoder.frameSamples());
        byte[] payload = new byte[AudioEncoder.MOST_BYTES];
        short[] samples = new short[AudioDecoder.LONGEST_MILLIS * coding.sampleHz() / 1_000];
        int length = 0;
        for (int frame = 0; frame < 10; frame++) {
            length = encoder.encode(said, payload, 0);
            assertThat(decoder.decode(payload, 0, length, samples)).isEqualTo(encoder.frameSamples());
        }
        for (int count : new int[] {encoder.frameSamples(), 1, 3 * encoder.frameSamples()}) {
            decoder.conceal(samples, count, payload, 0, length);
        }
        assertThat(decoder.decode(payload, 0, length, samples)).isEqualTo(encoder.frameSamples());
    }
}
