package org.ringfort.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of a stream on its way from one coding into another.
 *
 * @rfc 3550 5.1
 * @rfc 3551 4.5.2
 * @rfc 7587 4.1
 * @rfc 4733 2.5.1.2
 */
class TranscoderTest {
    private static final int SSRC = 7;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packet(byte[] payload, int sequence, int timestamp, boolean marker) {}

    private final List<Packet> out = new ArrayList<>();

    private void take(byte[] payload, int sequence, int timestamp, boolean marker) {
        out.add(new Packet(payload, sequence, timestamp, marker));
    }

    /** A tone in a coding, frame by frame. */
    private static List<byte[]> said(Coding coding, double hertz, int frames) {
        AudioEncoder encoder = coding.encoder(coding.sampleHz());
        int frame = encoder.frameSamples();
        short[] tone = Tones.tone(hertz, coding.sampleHz(), frames * frame);
        List<byte[]> payloads = new ArrayList<>();
        byte[] room = new byte[AudioEncoder.MOST_BYTES];
        for (int at = 0; at < frames; at++) {
            int length = encoder.encode(java.util.Arrays.copyOfRange(tone, at * frame, (at + 1) * frame), room, 0);
            payloads.add(java.util.Arrays.copyOf(room, length));
        }
        return payloads;
    }

    private short[] heard(Coding coding) {
        AudioDecoder decoder = coding.decoder(coding.sampleHz());
        short[] samples = new short[AudioDecoder.LONGEST_MILLIS * coding.sampleHz() / 1_000];
        short[] all = new short[out.size() * coding.sampleHz() / 50];
        for (int at = 0; at < out.size(); at++) {
            int count = decoder.decode(out.get(at).payload, 0, out.get(at).payload.length, samples);
            assertThat(count).isEqualTo(coding.sampleHz() / 50);
            System.arraycopy(samples, 0, all, at * count, count);
        }
        return all;
    }

    private boolean give(Transcoder transcoder, int sequence, int timestamp, byte[] payload) {
        return transcoder.packet(SSRC, sequence & 0xffff, timestamp, payload, 0, payload.length, this::take);
    }

    @ParameterizedTest
    @CsvSource({
        "PCMU, OPUS",
        "OPUS, PCMU",
        "PCMA, G722",
        "G722, PCMA",
        "G722, OPUS",
        "OPUS, G722",
        "PCMU, PCMA",
        "OPUS, OPUS"
    })
    void a_tone_is_heard_in_the_other_coding_and_its_clock_ticks_on(Coding from, Coding to) {
        var transcoder = new Transcoder(from, to);
        List<byte[]> said = said(from, 1_000, 50);
        for (int at = 0; at < 50; at++) {
            assertThat(give(transcoder, 65_520 + at, 1_000 + at * from.clockHz() / 50, said.get(at)))
                    .isTrue();
        }
        assertThat(out).hasSize(50);
        for (int at = 1; at < 50; at++) {
            assertThat(out.get(at).sequence).isEqualTo((out.get(0).sequence + at) & 0xffff);
            assertThat(out.get(at).timestamp - out.get(0).timestamp).isEqualTo(at * to.clockHz() / 50);
            assertThat(out.get(at).marker).isFalse();
        }
        assertThat(out.getFirst().marker).isTrue();
        int second = to.sampleHz();
        assertThat(Tones.share(heard(to), second / 2, second * 2 / 5, 1_000, second))
                .isGreaterThan(0.9);
    }

    /** A packet of 30 ms, and one of 10. */
    @ParameterizedTest
    @ValueSource(ints = {80, 240, 480})
    void packets_of_any_length_become_packets_of_20_ms(int bytes) {
        var transcoder = new Transcoder(Coding.PCMU, Coding.OPUS);
        for (int at = 0; at * bytes < 4_800; at++) {
            give(transcoder, at, at * bytes, new byte[bytes]);
        }
        assertThat(out).hasSize(30);
        assertThat(out.getLast().timestamp - out.getFirst().timestamp).isEqualTo(29 * 960);
    }

    @Test
    void what_is_lost_is_concealed_and_the_time_is_kept() {
        var transcoder = new Transcoder(Coding.PCMU, Coding.PCMA);
        List<byte[]> said = said(Coding.PCMU, 250, 50);
        for (int at = 0; at < 50; at++) {
            if (at % 10 != 7) {
                give(transcoder, at, at * 160, said.get(at));
            }
        }
        assertThat(out).hasSize(50);
        short[] heard = heard(Coding.PCMA);
        for (int at = 17; at < 50; at += 10) {
            assertThat(Tones.loudness(heard, at * 160, 160)).isGreaterThan(5_000);
        }
        assertThat(Tones.share(heard, 0, heard.length, 250, 8_000)).isGreaterThan(0.95);
    }

    @Test
    void a_long_gap_stays_a_gap_and_speech_begins_anew_with_a_marker() {
        var transcoder = new Transcoder(Coding.PCMU, Coding.OPUS);
        byte[] frame = new byte[160];
        give(transcoder, 1, 0, frame);
        give(transcoder, 101, 16_000, frame); // two seconds lost
        assertThat(out).hasSize(1 + 3 + 1);
        assertThat(out.getLast().marker).isTrue();
        assertThat(out.getLast().timestamp - out.getFirst().timestamp).isEqualTo(96_000);
    }

    @Test
    void a_pause_of_the_speaker_is_no_loss() {
        var transcoder = new Transcoder(Coding.PCMU, Coding.OPUS);
        byte[] frame = new byte[160];
        give(transcoder, 1, 0, frame);
        give(transcoder, 2, 1_600, frame);
        assertThat(out).hasSize(2);
        assertThat(out.getLast().marker).isTrue();
        assertThat(out.getLast().timestamp - out.getFirst().timestamp).isEqualTo(9_600);
    }

    @Test
    void what_comes_late_or_twice_is_given_up_and_another_source_begins_anew() {
        var transcoder = new Transcoder(Coding.PCMU, Coding.PCMA);
        byte[] frame = new byte[160];
        assertThat(give(transcoder, 10, 1_600, frame)).isTrue();
        assertThat(give(transcoder, 10, 1_600, frame)).isFalse();
        assertThat(give(transcoder, 9, 1_440, frame)).isFalse();
        assertThat(transcoder.packet(8, 3, 99, frame, 0, 160, this::take)).isTrue();
        assertThat(out).hasSize(2);
        assertThat(out.get(1).timestamp - out.get(0).timestamp).isEqualTo(160);
    }

    @Test
    void garbage_is_left_out() {
        var transcoder = new Transcoder(Coding.OPUS, Coding.PCMU);
        assertThat(give(transcoder, 1, 0, new byte[] {(byte) 0xff, (byte) 0xff, 1, 2}))
                .isFalse();
        assertThat(out).isEmpty();
        assertThat(give(transcoder, 2, 960, said(Coding.OPUS, 500, 1).getFirst()))
                .isTrue();
    }

    /** All packets of a press share a timestamp, and stand in order between the speech before and after. */
    @Test
    void rfc4733_2_5_1_2_a_key_press_keeps_its_place() {
        var transcoder = new Transcoder(Coding.PCMU, Coding.OPUS);
        byte[] frame = new byte[160];
        give(transcoder, 1, 0, frame);
        give(transcoder, 2, 160, frame);
        for (int part = 1; part <= 4; part++) {
            byte[] event = {5, (byte) (part == 4 ? 0x8a : 0x0a), 0, (byte) (part * 40)};
            assertThat(transcoder.event(SSRC, 2 + part, 320, part == 1, event, 8_000, 48_000, this::take))
                    .isTrue();
        }
        give(transcoder, 7, 960, frame);
        assertThat(out).hasSize(7);
        assertThat(out).extracting(Packet::sequence).isSorted().doesNotHaveDuplicates();
        List<Packet> press = out.subList(2, 6);
        assertThat(press).extracting(Packet::timestamp).containsOnly(out.getFirst().timestamp + 1_920);
        assertThat(press.get(0).marker).isTrue();
        assertThat(press.get(3).payload).containsExactly((byte) 5, (byte) 0x8a, (byte) (960 >> 8), (byte) 960);
        assertThat(out.getLast().timestamp - out.getFirst().timestamp).isEqualTo(5_760);
        assertThat(transcoder.event(SSRC, 8, 320, false, new byte[2], 8_000, 8_000, this::take))
                .isFalse();
    }
}
