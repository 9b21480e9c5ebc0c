package org.ringfort.kernel.burst;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BurstsTest {
    private final List<String> told = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5_000_000_000L; // nanoTime may wrap
    private boolean takes = true;
    private final Bursts<String, String> bursts =
            new Bursts<>(new Bursts.Limits(Duration.ofSeconds(10), 4, 3), () -> now, burst -> {
                if (takes) {
                    told.add(burst.kind() + burst.facts() + burst.count());
                }
                return takes;
            });

    private void later(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
        bursts.tick();
    }

    @Test
    void the_first_is_told_at_once_and_the_rest_as_a_number() {
        bursts.happened("a", "1", 1);
        bursts.happened("a", "2", 1);
        bursts.happened("a", "3", 2);
        assertThat(told).containsExactly("a11");
        later(9);
        assertThat(told).containsExactly("a11");
        later(1);
        assertThat(told).containsExactly("a11", "a33");
        later(10);
        bursts.happened("a", "4", 1);
        assertThat(told).containsExactly("a11", "a33", "a41");
    }

    @Test
    void so_many_are_told_each_second_and_the_others_wait() {
        List.of("a", "b", "c", "d").forEach(kind -> bursts.happened(kind, "", 1));
        assertThat(told).containsExactly("a1", "b1", "c1");
        later(1);
        assertThat(told).containsExactly("a1", "b1", "c1", "d1");
    }

    @Test
    void beyond_so_many_kinds_they_are_only_counted() {
        List.of("a", "b", "c", "d", "e").forEach(kind -> bursts.happened(kind, "", 2));
        assertThat(bursts.dropped()).isEqualTo(2);
        later(1);
        later(10);
        bursts.happened("e", "", 1);
        assertThat(told).contains("e1");
    }

    @Test
    void what_is_not_taken_now_is_told_later() {
        takes = false;
        bursts.happened("a", "1", 1);
        bursts.happened("a", "2", 4);
        takes = true;
        later(1);
        assertThat(told).containsExactly("a25");
        assertThat(bursts.dropped()).isZero();
    }

    @Test
    void one_kind_without_end_does_not_keep_another_from_its_turn() {
        List.of("a", "b", "c", "d").forEach(kind -> bursts.happened(kind, "", 1));
        for (int second = 0; second < 11; second++) {
            List.of("a", "b", "c").forEach(kind -> bursts.happened(kind, "", 100));
            later(1);
        }
        assertThat(told).contains("d1");
    }
}
