package org.ringfort.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** When a gateway rests because calls failed there, and when it is tried again. */
class BreakersTest {
    private static final Breakers.Rule TWICE = new Breakers.Rule(2, Duration.ofSeconds(60));

    private final AtomicLong nowNanos = new AtomicLong(Long.MAX_VALUE - 5); // a clock of this kind may wrap
    private final Breakers breakers = new Breakers(nowNanos::get);
    private final List<Breakers.Rest> told = new ArrayList<>();

    private static Breakers.Known known(String gateway) {
        return new Breakers.Known("tenant", "trunk", gateway);
    }

    private String next(String... gateways) {
        return breakers.next(List.of(gateways), Function.identity(), gateway -> false);
    }

    private void fail(String gateway) {
        breakers.failed(known(gateway), TWICE, "503");
    }

    private void passes(int seconds) {
        nowNanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private void opened() {
        breakers.tell(told::add);
        fail("a");
        fail("a");
    }

    @Test
    void one_failure_is_none_and_so_are_two_that_are_far_apart() {
        fail("a");
        assertThat(next("a", "b")).isEqualTo("a");
        passes(61);
        fail("a");
        assertThat(next("a", "b")).isEqualTo("a");
        passes(59);
        fail("a");
        assertThat(next("a", "b")).isEqualTo("b");
        assertThat(breakers.resting()).isEqualTo(1);
    }

    @Test
    void what_worked_in_between_begins_anew() {
        fail("a");
        breakers.worked("a");
        fail("a");
        assertThat(next("a", "b")).isEqualTo("a");
    }

    @Test
    void where_all_rest_the_first_is_tried_and_its_rest_does_not_grow_by_that() {
        opened();
        assertThat(next("a")).isEqualTo("a");
        fail("a");
        assertThat(told).containsExactly(new Breakers.Rest(known("a"), Breakers.FIRST_REST, "503"));
    }

    @Test
    void after_its_rest_one_call_tries_it_and_the_others_go_past() {
        opened();
        passes(30);
        assertThat(breakers.resting()).isZero();
        assertThat(next("a", "b")).isEqualTo("a");
        assertThat(next("a", "b")).isEqualTo("b");
        breakers.worked("a");
        assertThat(next("a", "b")).isEqualTo("a");
        assertThat(told.getLast()).isEqualTo(new Breakers.Rest(known("a"), Duration.ZERO, ""));
    }

    @Test
    void a_trial_of_which_nothing_is_heard_gives_way_to_another() {
        opened();
        passes(30);
        assertThat(next("a", "b")).isEqualTo("a");
        passes((int) Breakers.TRIAL.toSeconds());
        assertThat(next("a", "b")).isEqualTo("a");
    }

    @Test
    void each_trial_that_fails_doubles_the_rest_up_to_five_minutes() {
        opened();
        for (int seconds : new int[] {30, 60, 120, 240, 300, 300}) {
            assertThat(told.getLast().length()).isEqualTo(Duration.ofSeconds(seconds));
            passes(seconds - 1);
            assertThat(next("a", "b")).isEqualTo("b");
            passes(1);
            assertThat(next("a", "b")).isEqualTo("a");
            fail("a");
        }
    }

    @Test
    void who_answers_options_is_tried_after_the_shortest_rest() {
        opened();
        passes(30);
        assertThat(next("a", "b")).isEqualTo("a");
        fail("a"); // for a minute
        passes(10);
        breakers.answered("a");
        assertThat(told.getLast().length()).isEqualTo(Duration.ofSeconds(20));
        assertThat(next("a", "b")).isEqualTo("b");
        passes(20);
        assertThat(next("a", "b")).isEqualTo("a");
    }

    @Test
    void one_that_is_down_is_no_trial() {
        opened();
        passes(30);
        assertThat(breakers.<String>next(List.of("a", "b"), Function.identity(), "a"::equals))
                .isEqualTo("b");
        assertThat(next("a", "b")).isEqualTo("a");
    }

    @Test
    void an_app_that_comes_back_is_told_of_all_that_rest() {
        opened();
        fail("b");
        passes(10);
        told.clear();
        breakers.repeat();
        assertThat(told).containsExactly(new Breakers.Rest(known("a"), Duration.ofSeconds(20), "503"));
        passes(25);
        breakers.repeat();
        assertThat(told.getLast().length()).isEqualTo(Duration.ofMillis(1));
    }
}
