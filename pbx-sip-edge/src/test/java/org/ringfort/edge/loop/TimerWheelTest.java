package org.ringfort.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final long MS = 1_000_000;

    private final TimerWheel wheel = new TimerWheel(0);

    @Test
    void fires_at_the_first_tick_not_before_its_time() {
        List<String> fired = new ArrayList<>();
        wheel.schedule(0, Duration.ofMillis(25), () -> fired.add("25"));
        wheel.schedule(0, Duration.ZERO, () -> fired.add("0"));
        wheel.schedule(0, Duration.ofSeconds(30), () -> fired.add("30s"));
        wheel.advance(10 * MS, Runnable::run);
        assertThat(fired).containsExactly("0");
        wheel.advance(24 * MS, Runnable::run);
        assertThat(fired).containsExactly("0");
        wheel.advance(30 * MS, Runnable::run);
        assertThat(fired).containsExactly("0", "25");
        wheel.advance(29_999 * MS, Runnable::run);
        assertThat(fired).hasSize(2);
        wheel.advance(30_000 * MS, Runnable::run);
        assertThat(fired).hasSize(3);
        assertThat(wheel.running()).isZero();
    }

    @Test
    void a_task_may_cancel_another_of_its_tick_and_schedule_anew() {
        List<String> fired = new ArrayList<>();
        AtomicReference<TimerWheel.Handle> other = new AtomicReference<>();
        TimerWheel.Handle one = wheel.schedule(0, Duration.ofMillis(10), () -> {
            fired.add("one");
            other.get().cancel();
        });
        other.set(wheel.schedule(0, Duration.ofMillis(10), () -> {
            fired.add("two");
            one.cancel();
            wheel.schedule(10 * MS, Duration.ofMillis(10), () -> fired.add("three"));
        }));
        wheel.advance(100 * MS, Runnable::run);
        assertThat(fired).as("whichever came first stopped the other").doesNotContainSequence("one", "two");
        assertThat(wheel.running()).isZero();
    }

    @Test
    void every_timer_fires_once_or_is_cancelled_whatever_the_order() {
        var random = new Random(3);
        int[] fired = {0};
        int cancelled = 0;
        List<TimerWheel.Handle> handles = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            handles.add(wheel.schedule(0, Duration.ofMillis(random.nextInt(60_000)), () -> fired[0]++));
        }
        for (int i = 0; i < handles.size(); i += 3) {
            handles.get(i).cancel();
            handles.get(i).cancel();
            cancelled++;
        }
        for (long now = 0; now <= 61_000; now += 37) {
            wheel.advance(now * MS, Runnable::run);
        }
        assertThat(fired[0] + cancelled).isEqualTo(20_000);
        assertThat(wheel.running()).isZero();
    }
}
