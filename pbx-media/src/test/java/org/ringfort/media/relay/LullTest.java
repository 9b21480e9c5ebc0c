package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ringfort.media.codec.G711;
import org.ringfort.protocol.rtp.RtpView;

/**
 * When a pause begins, goes on and ends.
 *
 * @rfc 3389 4
 */
class LullTest {
    private static final long MILLI = 1_000_000;
    private static final int SSRC = 9;

    private final Lull lull = new Lull();
    private final RtpView view = new RtpView();
    private byte[] octets = {};

    private void packet(int sequence, int timestamp, int... payload) {
        octets = new byte[12 + payload.length];
        RtpView.writeHeader(octets, 0, false, 13, sequence & 0xffff, timestamp, SSRC);
        for (int at = 0; at < payload.length; at++) {
            octets[12 + at] = (byte) payload[at];
        }
        assertThat(view.wrap(octets, 0, octets.length)).isTrue();
    }

    private boolean tells(int sequence, int timestamp, long millis, int... payload) {
        packet(sequence, timestamp, payload);
        return lull.tells(view, octets, payload.length, millis * MILLI);
    }

    private boolean goesOn(long millis) {
        return lull.goesOn(true, millis * MILLI);
    }

    @Test
    void it_goes_on_every_20_ms_until_something_else_is_said() {
        assertThat(goesOn(0)).as("nothing was told").isFalse();
        assertThat(tells(65_535, 1_000, 100, 40)).isTrue();
        assertThat(lull.told()).isTrue();
        assertThat(lull.timestamp()).isEqualTo(1_000);
        assertThat(goesOn(129)).as("something may come in time yet").isFalse();
        for (int frame = 1; frame <= 50; frame++) {
            assertThat(goesOn(110 + frame * 20)).isTrue();
            assertThat(lull.told()).isFalse();
            assertThat(lull.timestamp()).isEqualTo(1_000 + frame * 160);
            assertThat(lull.sequence()).isEqualTo(65_535);
            assertThat(goesOn(110 + frame * 20)).isFalse();
        }
        packet(0, 9_160);
        lull.broken(view);
        assertThat(goesOn(2_000)).isFalse();
    }

    @Test
    void what_was_said_before_it_and_comes_late_ends_nothing_and_tells_nothing() {
        assertThat(tells(0, 1_000, 0, 40)).isTrue();
        packet(65_535, 840);
        lull.broken(view);
        assertThat(goesOn(30)).isTrue();
        assertThat(tells(65_534, 680, 31, 10)).isFalse();
        assertThat(lull.timestamp()).isEqualTo(1_160);
    }

    @Test
    void what_speech_has_overtaken_begins_none_and_whoever_counts_anew_does() {
        packet(101, 1_160);
        lull.broken(view);
        assertThat(tells(100, 1_000, 0, 40)).isFalse();
        assertThat(goesOn(50)).isFalse();
        assertThat(tells(102, 1_320, 60, 40)).isTrue();
        packet(30_000, 0);
        lull.broken(view);
        assertThat(tells(5, 160, 100, 40)).as("far behind").isTrue();
    }

    @Test
    void it_ends_where_the_peer_is_not_to_be_heard() {
        assertThat(tells(1, 0, 0, 40)).isTrue();
        assertThat(lull.goesOn(false, 30 * MILLI)).isFalse();
        assertThat(goesOn(50)).isFalse();
    }

    @Test
    void it_ends_where_the_peer_is_gone_but_not_while_it_reports() {
        var silence = new Silence();
        assertThat(tells(1, 0, 0, 40)).isTrue();
        long millis = 30;
        for (; millis < 60_000; millis += 20) {
            if (millis % 5_000 == 30) {
                lull.reported(silence, millis * MILLI);
            }
            assertThat(goesOn(millis)).isTrue();
        }
        for (; goesOn(millis); millis += 20) {
            assertThat(millis).isLessThan(80_000);
        }
        assertThat(millis).isGreaterThan(75_000);
    }

    @Test
    void a_loop_that_stood_still_makes_no_burst_and_keeps_the_time() {
        assertThat(tells(1, 0, 0, 40)).isTrue();
        assertThat(goesOn(1_030)).isTrue();
        assertThat(lull.timestamp()).isEqualTo(51 * 160);
        assertThat(goesOn(1_031)).isFalse();
    }

    @Test
    void both_who_hear_it_hear_the_same_in_their_own_law() {
        assertThat(tells(1, 0, 0, 30)).isTrue();
        byte[] heard = lull.frame().clone();
        byte[] mu = new byte[200];
        byte[] a = new byte[200];
        lull.write(mu, 12, false);
        lull.write(a, 12, true);
        assertThat(Arrays.copyOfRange(mu, 12, 172)).isEqualTo(heard);
        for (int at = 0; at < 160; at++) {
            assertThat(a[12 + at]).isEqualTo(G711.muToA(heard[at]));
        }
        assertThat(goesOn(30)).isTrue();
        assertThat(lull.frame()).isNotEqualTo(heard);
    }
}
