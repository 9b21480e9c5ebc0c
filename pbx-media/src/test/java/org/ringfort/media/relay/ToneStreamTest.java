package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ringfort.media.dtmf.DigitSounds.joined;
import static org.ringfort.media.dtmf.DigitSounds.silence;
import static org.ringfort.media.dtmf.DigitSounds.sounded;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.media.codec.Coding;
import org.ringfort.media.codec.G711;
import org.ringfort.media.dtmf.DigitSounds.Sound;

/** What networks and clocks do to a stream that holds a digit: 60 ms of silence, 120 ms of tone, silence. */
class ToneStreamTest {
    private static final int FRAME = 160;
    private static final int PACKETS = 20;
    private static final short[] SAID =
            joined(silence(60), sounded('8', Sound.PLAIN.millis(120)), silence(PACKETS * 20 - 180));

    private record Press(char digit, int ssrc, int since, int lasted) {}

    private final List<Press> presses = new ArrayList<>();
    private int begun;
    private final ToneStream stream = new ToneStream(Coding.PCMU, new ToneStream.Heard() {
        private int ssrc;
        private int since;

        @Override
        public void began(char digit, int ofSsrc, int sinceTimestamp, int ticks) {
            assertThat(ticks).isOne();
            ssrc = ofSsrc;
            since = sinceTimestamp;
            begun++;
        }

        @Override
        public void ended(char digit, int lasted) {
            presses.add(new Press(digit, ssrc, since, lasted));
        }
    });

    private static byte[] packet(int at) {
        byte[] octets = new byte[FRAME];
        for (int sample = 0; sample < FRAME; sample++) {
            octets[sample] = G711.compressMu(SAID[at * FRAME + sample]);
        }
        return octets;
    }

    private void hear(int ssrc, int at, int sequence, int timestamp) {
        stream.packet(ssrc, sequence & 0xffff, timestamp, packet(at), 0, FRAME);
    }

    private void hear(IntUnaryOperator timestamps) {
        for (int at = 0; at < PACKETS; at++) {
            hear(1, at, at, timestamps.applyAsInt(at));
        }
    }

    private void pressedOnce(int since) {
        assertThat(begun).isOne();
        assertThat(presses).hasSize(1);
        assertThat(presses.getFirst().digit()).isEqualTo('8');
        assertThat((double) (presses.getFirst().since() - since)).isCloseTo(480, within(50.0));
        assertThat((double) presses.getFirst().lasted()).isCloseTo(960, within(60.0));
        assertThat(stream.lasted()).isZero();
    }

    @Test
    void how_long_it_lasts_is_known_while_it_does() {
        for (int at = 0; at < 8; at++) {
            hear(1, at, at, at * FRAME);
        }
        assertThat((double) stream.lasted()).isCloseTo(800, within(60.0));
        assertThat(presses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-8, -1, 0, 1, 8})
    void a_clock_that_slips_splits_nothing(int slip) {
        hear(at -> at * FRAME + (at > 6 ? slip : 0));
        pressedOnce(0);
    }

    /** Who stamps by the clock on the wall is a millisecond off at every second packet. */
    @Test
    void timestamps_that_jitter_by_a_millisecond_leave_no_gaps() {
        hear(at -> at * FRAME + at % 2 * 8);
        pressedOnce(0);
    }

    @Test
    void timestamps_that_begin_anew_farther_back_in_a_tone_split_nothing() {
        hear(at -> at * FRAME - (at > 6 ? 40_000_000 : 0));
        pressedOnce(0);
    }

    @Test
    void numbers_and_timestamps_that_wrap_in_a_tone_are_no_gap() {
        for (int at = 0; at < PACKETS; at++) {
            hear(1, at, 65_530 + at, -6 * FRAME + 7 + at * FRAME);
        }
        pressedOnce(-6 * FRAME + 7);
    }

    @Test
    void what_overtakes_or_comes_twice_is_left_out() {
        int[] order = {0, 1, 2, 3, 4, 6, 5, 6, 7, 8, 8, 7, 9, 10, 11, 12, 13};
        for (int at : order) {
            hear(1, at, at, at * FRAME);
        }
        pressedOnce(0);
    }

    @Test
    void another_ssrc_ends_what_sounded_in_the_one_before() {
        for (int at = 0; at < 7; at++) {
            hear(1, at, at, at * FRAME);
        }
        assertThat(presses).isEmpty();
        hear(2, 15, 900, 1_900_000_000);
        assertThat(presses).hasSize(1);
        assertThat(presses.getFirst().ssrc()).isOne();
        assertThat((double) presses.getFirst().lasted()).isCloseTo(640, within(60.0));
    }

    @Test
    void who_says_nothing_for_40_ms_and_has_lost_nothing_has_ended_it() {
        hear(at -> at * FRAME + (at > 6 ? 320 : 0));
        assertThat(presses).hasSize(2);
    }
}
