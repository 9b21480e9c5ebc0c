package org.ringfort.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Offered and done millisecond by millisecond, by a machine that does so much and no more. */
class WorkWindowTest {
    private static final Duration GOOD_TIME = Duration.ofMillis(500);
    private static final int PATIENCE_MILLIS = 3_000;

    private long now = 1_000_000_000L;
    private long refused;
    private final WorkWindow window =
            new WorkWindow(new WorkWindow.Settings(8, 64, 10_000, GOOD_TIME, Duration.ofMillis(500)), () -> now);

    private record Job(Optional<WorkWindow.Turn> turn, long began) {}

    /** Does jobs one after another, in the order they came. */
    private final class Machine {
        private final ArrayDeque<Job> queue = new ArrayDeque<>();
        private final boolean controlled;
        private double ready;
        int inTime;
        int late;

        Machine(boolean controlled) {
            this.controlled = controlled;
        }

        void run(int millis, double offeredPerSecond, double donePerSecond) {
            inTime = 0;
            late = 0;
            double due = 0;
            for (int i = 0; i < millis; i++) {
                now += 1_000_000;
                due += offeredPerSecond / 1_000;
                while (due >= 1) {
                    due--;
                    Optional<WorkWindow.Turn> turn = controlled ? window.enter() : Optional.empty();
                    if (turn.isPresent() || !controlled) {
                        queue.add(new Job(turn, now));
                    } else {
                        refused++;
                    }
                }
                ready = Math.min(ready + donePerSecond / 1_000, 1 + donePerSecond / 1_000);
                while (ready >= 1 && !queue.isEmpty()) {
                    ready--;
                    Job job = queue.remove();
                    job.turn().ifPresent(WorkWindow.Turn::done);
                    if (now - job.began() <= PATIENCE_MILLIS * 1_000_000L) {
                        inTime++;
                    } else {
                        late++;
                    }
                }
            }
        }
    }

    /** @rfc 7339 5.10.2 */
    @Test
    void three_times_what_can_be_done_leaves_what_can_be_done() {
        var uncontrolled = new Machine(false);
        uncontrolled.run(10_000, 300, 100);
        uncontrolled.run(20_000, 300, 100);
        assertThat(uncontrolled.inTime)
                .as("without a window everything is late")
                .isZero();

        var machine = new Machine(true);
        machine.run(10_000, 300, 100);
        machine.run(20_000, 300, 100);
        assertThat(machine.inTime).as("of 2,000 that can be done").isGreaterThan(1_900);
        assertThat(machine.late).isZero();
        assertThat(refused).isPositive();

        machine.run(10_000, 50, 100);
        long refusedBefore = refused;
        machine.run(20_000, 90, 100);
        assertThat(refused).as("all is well again").isEqualTo(refusedBefore);
    }

    @Test
    void a_machine_that_is_faster_than_was_thought_is_used() {
        var machine = new Machine(true);
        machine.run(20_000, 3_000, 2_000);
        machine.run(10_000, 3_000, 2_000);
        assertThat(machine.inTime).isGreaterThan(19_000);
        assertThat(window.size()).isGreaterThan(64).isLessThan(3_000);
    }

    @Test
    void some_that_wait_for_somebody_far_away_hold_nobody_up() {
        List<Job> slow = new ArrayList<>();
        var machine = new Machine(true);
        for (int i = 0; i < 200; i++) {
            for (int k = 0; k < 15; k++) { // 150 a second that take two seconds each, beside 50 fast ones
                window.enter().ifPresent(turn -> slow.add(new Job(Optional.of(turn), now)));
            }
            machine.run(100, 50, 1_000);
            slow.removeIf(job -> {
                boolean over = now - job.began() >= 2_000_000_000L;
                if (over) {
                    job.turn().ifPresent(WorkWindow.Turn::done);
                }
                return over;
            });
        }
        long refusedBefore = refused;
        machine.run(1_000, 50, 1_000);
        assertThat(refused).isEqualTo(refusedBefore);
        assertThat(window.size()).isGreaterThan(300);
    }

    @Test
    void after_everything_hung_all_is_taken_again_within_seconds() {
        List<WorkWindow.Turn> hanging = new ArrayList<>();
        for (int i = 0; i < 600; i++) { // a minute in which each fails after three seconds
            now += 100_000_000;
            for (int k = 0; k < 20; k++) {
                window.enter().ifPresent(hanging::add);
            }
            if (i % 30 == 29) {
                hanging.forEach(WorkWindow.Turn::done);
                hanging.clear();
            }
        }
        hanging.forEach(WorkWindow.Turn::done);
        assertThat(window.size()).isEqualTo(8);
        var machine = new Machine(true);
        machine.run(5_000, 200, 1_000);
        machine.run(1_000, 200, 1_000);
        assertThat(machine.inTime).isGreaterThan(190);
    }

    @Test
    void a_slow_piece_of_work_in_an_idle_system_says_nothing() {
        for (int i = 0; i < 100; i++) {
            WorkWindow.Turn turn = window.enter().orElseThrow();
            now += 5_000_000_000L;
            turn.done();
        }
        assertThat(window.size()).isEqualTo(64);
    }

    @Test
    void what_is_never_refused_counts_and_what_is_done_twice_is_done_once() {
        for (int i = 0; i < 64; i++) {
            assertThat(window.enter()).isPresent();
        }
        assertThat(window.enter()).isEmpty();
        WorkWindow.Turn help = window.enterAnyway();
        assertThat(window.underWay()).isEqualTo(65);
        help.done();
        help.done();
        assertThat(window.underWay()).isEqualTo(64);
    }

    @Test
    void settings_out_of_order_are_refused() {
        assertThatThrownBy(() -> new WorkWindow.Settings(8, 4, 10, GOOD_TIME, GOOD_TIME))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
