package org.ringfort.app.trunks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits of a trunk, also where many begin at the same moment. */
class TrunkLoadTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final TrunkLoad load = new TrunkLoad(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });
    /** Takes two calls at once, and two a second. */
    private final Trunk trunk =
            CarriersTest.trunk("Carrier", true, Optional.empty(), new NumberRules("DE", List.of(), false));

    private boolean claim(String call) {
        return load.claim(trunk, call, _ -> true, false);
    }

    @Test
    void a_call_takes_a_place_until_it_is_over() {
        assertThat(claim("a")).isTrue();
        assertThat(claim("b")).isTrue();
        now = now.plus(Duration.ofMinutes(5));
        assertThat(claim("c")).isFalse();
        load.over("a");
        assertThat(claim("c")).isTrue();
    }

    @Test
    void a_call_that_came_in_and_goes_out_again_takes_two_places_and_never_more() {
        assertThat(claim("a")).isTrue();
        assertThat(claim("a")).isTrue();
        now = now.plusSeconds(1);
        assertThat(claim("b")).isFalse();
        assertThat(claim("a")).as("sent on once more, after nobody answered").isTrue();
        load.over("a");
        now = now.plusSeconds(1);
        assertThat(claim("b")).isTrue();
        assertThat(claim("c")).isTrue();
    }

    @Test
    void a_call_that_goes_on_without_the_trunk_leaves_its_place_to_others_and_keeps_the_one_it_came_by() {
        assertThat(claim("a")).isTrue();
        assertThat(claim("a")).as("sent outside").isTrue();
        load.left(trunk.id(), "a");
        now = now.plusSeconds(1);
        assertThat(claim("b")).isTrue();
        assertThat(claim("c")).isFalse();
        load.left(trunk.id(), "a");
        load.left(trunk.id(), "a");
        load.left(trunk.id(), "nobody");
        assertThat(claim("c")).isTrue();
    }

    @Test
    void so_many_begin_in_a_second_and_no_more() {
        assertThat(claim("a")).isTrue();
        assertThat(claim("b")).isTrue();
        load.over("a");
        load.over("b");
        assertThat(claim("c")).isFalse();
        now = now.plusSeconds(1);
        assertThat(claim("c")).isTrue();
    }

    @Test
    void a_call_that_never_came_up_gives_its_place_back() {
        assertThat(load.claim(trunk, "a", _ -> false, false)).isTrue();
        assertThat(load.claim(trunk, "b", _ -> false, false)).isTrue();
        now = now.plusSeconds(20);
        assertThat(load.claim(trunk, "c", _ -> false, false)).isFalse();
        now = now.plusSeconds(11);
        assertThat(load.claim(trunk, "c", _ -> false, false)).isTrue();
    }

    @Test
    void help_is_called_however_full_it_is() {
        claim("a");
        claim("b");
        assertThat(load.claim(trunk, "help", _ -> true, true)).isTrue();
    }

    @Test
    void a_hundred_at_the_same_moment_do_not_exceed_it_together() {
        var taken = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 100)
                    .forEach(i -> threads.execute(() -> {
                        if (claim("call " + i)) {
                            taken.incrementAndGet();
                        }
                    }));
        }
        assertThat(taken).hasValue(2);
    }
}
