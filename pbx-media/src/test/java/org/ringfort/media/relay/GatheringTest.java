package org.ringfort.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GatheringTest {
    private static final long BOUND = 1_000_000;

    private final Gathering gathering = new Gathering(Duration.ofNanos(BOUND));
    private long packets;
    private long now;

    @Test
    void packets_that_come_one_by_one_are_served_at_once() {
        for (int count = 0; count < 10; count++) {
            assertThat(after(20 * BOUND, 1)).isZero();
        }
    }

    @Test
    void a_turn_without_packets_is_no_reason_to_rest() {
        after(BOUND, 5);

        assertThat(after(BOUND, 0)).isZero();
    }

    @Test
    void the_second_packet_within_the_bound_starts_the_gathering() {
        assertThat(after(20 * BOUND, 1)).isZero();
        assertThat(after(BOUND / 2, 1)).isEqualTo(BOUND);
    }

    @Test
    void few_calls_wait_for_the_whole_bound() {
        for (int count = 0; count < 100; count++) {
            assertThat(after(BOUND, 5)).isEqualTo(BOUND);
        }
    }

    /** A hundred a millisecond, as of 1,000 calls: half of the bound is enough. */
    @Test
    void many_calls_wait_until_enough_has_come() {
        long rest = BOUND;
        for (int count = 0; count < 100; count++) {
            rest = after(rest, (int) Math.max(1, rest * 100 / BOUND));
        }

        assertThat(rest).isBetween(BOUND * 45 / 100, BOUND * 55 / 100);
    }

    @Test
    void however_many_come_it_rests_a_little_and_never_longer_than_the_bound() {
        for (int count = 0; count < 100; count++) {
            assertThat(after(BOUND, 10_000)).isBetween(BOUND / 8, BOUND);
        }
        assertThat(after(BOUND, 10_000)).isEqualTo(BOUND / 8);
        for (int count = 0; count < 100; count++) {
            assertThat(after(BOUND, 2)).isLessThanOrEqualTo(BOUND);
        }
    }

    @Test
    void without_a_bound_nothing_waits() {
        var atOnce = new Gathering(Duration.ZERO);

        assertThat(atOnce.rest(100, 1)).isZero();
        assertThat(atOnce.rest(200, 2)).isZero();
    }

    private long after(long nanos, int came) {
        now += nanos;
        packets += came;
        return gathering.rest(packets, now);
    }
}
