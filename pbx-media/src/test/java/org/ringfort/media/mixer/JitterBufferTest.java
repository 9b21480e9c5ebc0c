package org.ringfort.media.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.media.codec.G711;

/** Packets as they come, frames in order. A packet's speech is its number, so that order can be seen. */
class JitterBufferTest {
    private final JitterBuffer buffer = new JitterBuffer();
    private final short[] frame = new short[160];

    private void put(int number, int timestamp) {
        byte[] octets = new byte[160];
        java.util.Arrays.fill(octets, G711.compressMu(level(number)));
        buffer.put(timestamp, octets, 160, false);
    }

    private static int level(int number) {
        return G711.linearOfMu(G711.compressMu(1_000 + 600 * (number % 20)));
    }

    private int take() {
        buffer.take(frame);
        return frame[80];
    }

    @Test
    void what_comes_in_time_goes_in_order_forty_milliseconds_later() {
        List<Integer> taken = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            put(number, number * 160);
            taken.add(take());
        }
        assertThat(taken.subList(2, 10))
                .containsExactly(level(0), level(1), level(2), level(3), level(4), level(5), level(6), level(7));
    }

    @Test
    void neighbours_that_changed_places_are_put_back_also_where_timestamps_wrap() {
        int start = -5 * 160;
        List<Integer> numbers = new ArrayList<>(List.of(0, 2, 1, 4, 3, 6, 5, 8, 7, 9));
        List<Integer> taken = new ArrayList<>();
        for (int number : numbers) {
            put(number, start + number * 160);
            taken.add(take());
        }
        assertThat(taken.subList(2, 10))
                .containsExactly(level(0), level(1), level(2), level(3), level(4), level(5), level(6), level(7));
    }

    @Test
    void a_lost_packet_fades_instead_of_falling_silent() {
        put(0, 0);
        put(2, 320);
        take();
        take();
        assertThat(take()).isEqualTo(level(0));
        assertThat(take()).isBetween(1, level(0) - 1);
        assertThat(take()).isEqualTo(level(2));
    }

    @Test
    void jitter_of_a_hundred_milliseconds_is_learnt_and_then_loses_nothing() {
        var random = new Random(7);
        List<int[]> packets = new ArrayList<>(); // when, number
        for (int number = 0; number < 3_000; number++) {
            packets.add(new int[] {number * 20 + random.nextInt(100), number});
        }
        Collections.sort(packets, (one, other) -> Integer.compare(one[0], other[0]));
        int next = 0;
        int whole = 0;
        for (int now = 0; now < 60_000; now += 20) {
            while (next < packets.size() && packets.get(next)[0] <= now) {
                put(packets.get(next)[1], packets.get(next)[1] * 160);
                next++;
            }
            int heard = take();
            if (now >= 30_000 && isWhole(heard)) {
                whole++;
            }
        }
        assertThat(whole).as("whole frames of the last 30 s, of 1500").isGreaterThan(1_480);
    }

    private static boolean isWhole(int heard) {
        for (int number = 0; number < 20; number++) {
            if (heard == level(number)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_burst_that_waited_is_caught_up_with() {
        for (int number = 0; number < 20; number++) {
            put(number, number * 160);
        }
        int number = 20;
        for (int count = 0; count < 3; count++, number++) {
            take();
            put(number, number * 160);
        }
        take();
        int behind = 0;
        for (int back = 1; back < 20; back++) {
            if (frame[80] == level(number - back)) {
                behind = back;
                break;
            }
        }
        assertThat(behind).as("frames behind the newest").isBetween(1, 4);
    }

    @Test
    void a_path_that_grows_longer_at_once_costs_a_moment() {
        int number = 0;
        for (; number < 50; number++) {
            put(number, number * 160);
            take();
        }
        for (int late = 0; late < 6; late++) {
            take();
        }
        List<Integer> taken = new ArrayList<>();
        for (int count = 0; count < 12; count++, number++) {
            put(number, number * 160);
            taken.add(take());
        }
        assertThat(taken.subList(5, 12)).allMatch(JitterBufferTest::isWhole);
    }

    /** A clock that runs 200 millionths too fast or too slow, for ten minutes: a frame is lost or doubled every 100 s. */
    @ParameterizedTest
    @ValueSource(doubles = {19.996, 20.004})
    void a_phone_whose_clock_is_not_ours_is_followed(double millis) {
        int number = 0;
        int whole = 0;
        for (int now = 0; now < 600_000; now += 20) {
            while (number * millis <= now) {
                put(number, number * 160);
                number++;
            }
            if (isWhole(take())) {
                whole++;
            }
        }
        assertThat(whole).as("of 30,000").isGreaterThan(29_950);
    }

    @Test
    void who_was_silent_begins_anew_and_whatever_timestamp_comes_is_borne() {
        put(0, 0);
        for (int count = 0; count < 40; count++) {
            take();
        }
        assertThat(take()).isZero();
        put(3, 123_456_789);
        take();
        take();
        assertThat(take()).isEqualTo(level(3));
        var random = new Random(3);
        for (int count = 0; count < 10_000; count++) {
            put(count, random.nextInt());
            take();
        }
        List<Integer> taken = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            put(number, number * 160);
            taken.add(take());
        }
        assertThat(taken.subList(30, 40)).as("an honest stream after it").allMatch(JitterBufferTest::isWhole);
    }
}
