package org.ringfort.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeClockTest {
    private final FakeClock clock = new FakeClock();
    private final List<String> fired = new ArrayList<>();

    private void note(String what) {
        fired.add(what + "@" + Duration.ofNanos(clock.nanos()).toMillis());
    }

    @Test
    void timers_fire_in_the_order_of_their_times() {
        clock.schedule(Duration.ofMillis(20), () -> note("late"));
        clock.schedule(Duration.ofMillis(10), () -> note("early"));
        clock.schedule(Duration.ofMillis(10), () -> note("second"));
        clock.schedule(Duration.ofMillis(31), () -> note("never"));
        clock.advance(Duration.ofMillis(30));
        assertThat(fired).containsExactly("early@10", "second@10", "late@20");
        assertThat(clock.pending()).isEqualTo(1);
        assertThat(clock.nanos()).isEqualTo(30_000_000);
    }

    @Test
    void what_is_set_on_the_way_fires_on_the_way_and_what_is_cancelled_does_not() {
        FakeClock.Timer cancelled = clock.schedule(Duration.ofMillis(12), () -> note("cancelled"));
        clock.schedule(Duration.ofMillis(10), () -> {
            cancelled.cancel();
            clock.schedule(Duration.ofMillis(5), () -> note("chained"));
        });
        clock.advance(Duration.ofMillis(20));
        assertThat(fired).containsExactly("chained@15");
    }
}
