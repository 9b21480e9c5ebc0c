package org.ringfort.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPressesTest {
    private static final long MILLI = 1_000_000;
    private static final int SSRC = 7;

    private final List<String> pressed = new ArrayList<>();
    private final KeyPresses presses = new KeyPresses((key, millis) -> pressed.add(key + " " + millis));

    @Test
    void rfc4733_2_5_1_4_the_end_said_three_times_is_one_press() {
        packet(5, false, 160, 1_000, 0);
        packet(5, false, 320, 1_000, 20);
        packet(5, true, 480, 1_000, 40);
        packet(5, true, 480, 1_000, 60);
        packet(5, true, 480, 1_000, 80);

        assertThat(pressed).containsExactly("5 60");
    }

    @Test
    void the_same_key_twice_is_two_presses() {
        packet(1, true, 480, 1_000, 0);
        packet(1, true, 480, 9_000, 900);

        assertThat(pressed).containsExactly("1 60", "1 60");
    }

    @Test
    void a_lost_end_is_made_up_by_the_next_key_or_by_silence() {
        packet(10, false, 160, 1_000, 0);
        packet(11, false, 160, 5_000, 100);
        assertThat(pressed).containsExactly("* 20");
        presses.passed(250 * MILLI);
        assertThat(pressed).hasSize(1);
        presses.passed(301 * MILLI);

        assertThat(pressed).containsExactly("* 20", "# 20");
        packet(11, true, 480, 5_000, 310);
        assertThat(pressed).hasSize(2);
    }

    @Test
    void late_packets_of_an_event_that_is_over_are_nothing() {
        packet(1, false, 160, 1_000, 0);
        packet(2, true, 160, 5_000, 20);
        packet(1, true, 320, 1_000, 40);

        assertThat(pressed).containsExactly("1 20", "2 20");
    }

    @Test
    void a_stream_that_begins_anew_ends_what_was_pressed_and_may_count_from_anywhere() {
        packet(3, false, 160, 9_000, 0);
        byte[] next = {4, (byte) 0x8a, 0, (byte) 160};
        presses.packet(SSRC + 1, next, 0, next.length, 50, 20 * MILLI);

        assertThat(pressed).containsExactly("3 20", "4 20");
    }

    @Test
    void flash_and_what_is_too_short_are_nothing() {
        packet(16, true, 160, 1_000, 0);
        presses.packet(SSRC, new byte[] {1, 2, 3}, 0, 3, 1_000, 0);

        assertThat(pressed).isEmpty();
    }

    private void packet(int event, boolean end, int duration, int timestamp, long millis) {
        byte[] payload = {(byte) event, (byte) (end ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration};
        presses.packet(SSRC, payload, 0, payload.length, timestamp, millis * MILLI);
    }
}
