package org.ringfort.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pauses of which a peer tells, in a stream that is recoded.
 *
 * @rfc 3389 4
 */
class TranscoderLullTest {
    private static final int SSRC = 7;
    private static final byte[] TOLD = {40};

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packet(byte[] payload, int sequence, int timestamp, boolean marker) {}

    private final List<Packet> out = new ArrayList<>();

    private void take(byte[] payload, int sequence, int timestamp, boolean marker) {
        out.add(new Packet(payload, sequence, timestamp, marker));
    }

    private static byte[] silence(Coding coding) {
        byte[] octets = new byte[160];
        Arrays.fill(octets, coding == Coding.PCMA ? G711.muToA(G711.MU_SILENCE) : G711.MU_SILENCE);
        return octets;
    }

    private void say(Transcoder transcoder, int sequence, int timestamp) {
        byte[] octets = silence(Coding.PCMU);
        assertThat(transcoder.packet(SSRC, sequence, timestamp, octets, 0, octets.length, this::take))
                .isTrue();
    }

    private boolean tell(Transcoder transcoder, int sequence, int timestamp) {
        return transcoder.lull(SSRC, sequence, timestamp, TOLD, this::take);
    }

    private void unbroken(int clockHz) {
        for (int at = 1; at < out.size(); at++) {
            assertThat(out.get(at).sequence).isEqualTo((out.getFirst().sequence + at) & 0xffff);
            assertThat(out.get(at).timestamp - out.getFirst().timestamp).isEqualTo(at * clockHz / 50);
            assertThat(out.get(at).marker).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"PCMU, PCMA", "PCMU, G722", "PCMU, OPUS"})
    void a_pause_is_noise_as_it_was_told_and_the_stream_stays_unbroken(Coding from, Coding to) {
        var transcoder = new Transcoder(from, to);
        for (int at = 0; at < 5; at++) {
            say(transcoder, at, at * 160);
        }
        assertThat(tell(transcoder, 5, 800)).isTrue();
        for (int at = 0; at < 29; at++) {
            transcoder.lull(this::take);
        }
        say(transcoder, 6, 35 * 160);

        assertThat(out).hasSize(36);
        unbroken(to.clockHz());
        AudioDecoder decoder = to.decoder(to.sampleHz());
        short[] samples = new short[AudioDecoder.LONGEST_MILLIS * to.sampleHz() / 1_000];
        double power = 0;
        int counted = 0;
        for (int at = 0; at < 35; at++) {
            byte[] payload = out.get(at).payload;
            int count = decoder.decode(payload, 0, payload.length, samples);
            for (int sample = 0; at >= 10 && sample < count; sample++) {
                power += (double) samples[sample] * samples[sample];
                counted++;
            }
        }
        assertThat(-10 * Math.log10(power / counted / (32_124.0 * 32_124))).isCloseTo(40, within(3.0));
    }

    @Test
    void too_much_noise_is_made_up_for_by_less_the_next_time() {
        var transcoder = new Transcoder(Coding.PCMU, Coding.PCMA);
        int sequence = 0;
        for (int round = 0; round < 50; round++) { // a second each, of which noise says 20 ms more than there was
            say(transcoder, sequence++, round * 8_000);
            assertThat(tell(transcoder, sequence++, round * 8_000 + 160)).isTrue();
            for (int at = 0; at < 49; at++) {
                transcoder.lull(this::take);
            }
        }
        assertThat(out.getLast().timestamp - out.getFirst().timestamp).isBetween(50 * 8_000 - 320, 50 * 8_000 + 320);
        for (int at = 1; at < out.size(); at++) {
            assertThat(out.get(at).sequence).isEqualTo(out.get(at - 1).sequence + 1);
        }
    }

    @Test
    void too_little_of_it_is_made_good_before_what_comes_then() {
        var transcoder = new Transcoder(Coding.PCMU, Coding.PCMA);
        say(transcoder, 0, 0);
        assertThat(tell(transcoder, 1, 160)).isTrue();
        say(transcoder, 2, 160 + 3 * 160);
        assertThat(out).hasSize(5);
        unbroken(8_000);
    }

    @Test
    void what_is_lost_in_a_pause_was_noise_too() {
        var transcoder = new Transcoder(Coding.PCMU, Coding.PCMA);
        say(transcoder, 0, 0);
        assertThat(tell(transcoder, 2, 320)).isTrue();
        say(transcoder, 4, 640);
        assertThat(out).hasSize(5);
        unbroken(8_000);
    }

    @Test
    void what_is_told_late_is_not_heard() {
        var transcoder = new Transcoder(Coding.PCMU, Coding.PCMA);
        say(transcoder, 5, 0);
        assertThat(tell(transcoder, 3, 0)).isFalse();
        assertThat(out).hasSize(1);
    }

    @Test
    void a_key_pressed_in_a_pause_keeps_its_place() {
        var transcoder = new Transcoder(Coding.PCMU, Coding.PCMA);
        say(transcoder, 0, 0);
        assertThat(tell(transcoder, 1, 160)).isTrue();
        byte[] event = {5, (byte) 0x8a, 1, 64};
        assertThat(transcoder.event(SSRC, 2, 320, true, event, 8_000, 8_000, this::take))
                .isTrue();
        say(transcoder, 3, 640);
        assertThat(out).hasSize(4);
        assertThat(out.get(2).timestamp - out.getFirst().timestamp).isEqualTo(320);
        assertThat(out.get(3).timestamp - out.getFirst().timestamp).isEqualTo(640);
    }
}
