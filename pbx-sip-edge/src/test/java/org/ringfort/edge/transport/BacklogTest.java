package org.ringfort.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether a socket is read empty. */
class BacklogTest {
    private final Backlog backlog = new Backlog();
    private long now = 1_000_000_000L;

    private boolean round(int datagrams, int millis) {
        return round(datagrams, 500, millis);
    }

    private boolean round(int datagrams, int octets, int millis) {
        boolean behind = false;
        for (int i = 0; i < datagrams; i++) {
            behind = backlog.read(octets, () -> now);
        }
        backlog.roundOver();
        now += millis * 1_000_000L;
        return behind;
    }

    @Test
    void who_reads_all_that_comes_is_never_behind_however_much_it_is() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(round(Backlog.ROUND - 1, 5)).isFalse();
        }
        now += 60_000_000_000L;
        assertThat(round(Backlog.ROUND, 5)).as("the first after a rest").isFalse();
        now += 60_000_000_000L;
        assertThat(round(1, 5))
                .as("after a burst that was just a round, and a rest")
                .isFalse();
    }

    @Test
    void empty_datagrams_that_end_a_round_hide_no_backlog() {
        for (int i = 0; i < 3; i++) {
            assertThat(round(1, 0, 5)).isFalse();
        }
        assertThat(round(1, 0, 5)).isTrue();
    }

    @Test
    void full_rounds_for_longer_than_ten_milliseconds_are_a_backlog_until_one_is_not_full() {
        for (int i = 0; i < 3; i++) {
            assertThat(round(Backlog.ROUND, 5)).isFalse();
        }
        assertThat(round(Backlog.ROUND, 5)).isTrue();
        assertThat(round(3, 5)).as("what was still waiting").isTrue();
        assertThat(round(Backlog.ROUND, 5)).isFalse();
    }
}
