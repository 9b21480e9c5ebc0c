package org.ringfort.edge.lamps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who has a phone registered, on a clock of its own. */
class ReachableTest {
    private static final Place ALICE = new Place("t1", "101");
    private static final Place BOB = new Place("t1", "102");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Reachable reachable = new Reachable(clock::get);
    private final AtomicInteger rings = new AtomicInteger();

    @Test
    void reached_as_long_as_one_phone_is_there_and_rung_when_that_changes() {
        Runnable bell = rings::incrementAndGet;
        assertThat(reachable.watch(ALICE, bell, 1)).isTrue();
        assertThat(reachable.watch(ALICE, () -> {}, 1)).isFalse();
        reachable.bound(ALICE, "flow-1", MINUTE);
        reachable.bound(ALICE, "flow-1", MINUTE);
        reachable.bound(ALICE, "flow-2", MINUTE);
        assertThat(rings).hasValue(1);
        reachable.unbound(ALICE, "flow-1");
        assertThat(reachable.at(ALICE)).isTrue();
        reachable.flowClosed("flow-2");
        assertThat(reachable.at(ALICE)).isFalse();
        assertThat(rings).hasValue(2);
        reachable.unwatch(ALICE, bell);
        reachable.bound(ALICE, "flow-1", MINUTE);
        assertThat(rings).hasValue(2);
    }

    @Test
    void who_does_not_refresh_is_reached_no_more() {
        reachable.bound(ALICE, "flow-1", MINUTE);
        reachable.bound(BOB, "flow-2", MINUTE.multipliedBy(3));
        clock.addAndGet(MINUTE.toNanos() - 1);
        reachable.sweep();
        assertThat(reachable.at(ALICE)).isTrue();
        clock.addAndGet(1);
        reachable.sweep();
        assertThat(reachable.at(ALICE)).isFalse();
        assertThat(reachable.at(BOB)).isTrue();
    }

    @Test
    void nothing_is_left_of_who_is_gone() {
        reachable.bound(ALICE, "flow-1", MINUTE);
        reachable.bound(BOB, "flow-1", MINUTE);
        reachable.bound(BOB, "flow-2", MINUTE);
        reachable.cleared(BOB);
        reachable.flowClosed("flow-1");
        reachable.flowClosed("a flow that never was");
        assertThat(reachable.size()).isZero();
        assertThat(reachable.flows()).isZero();
    }

    @Test
    void an_extension_has_only_so_many_flows() {
        for (int i = 0; i < 200; i++) {
            reachable.bound(ALICE, "flow-" + i, MINUTE.plusSeconds(i));
        }
        assertThat(reachable.flows()).isLessThanOrEqualTo(50);
        assertThat(reachable.at(ALICE)).isTrue();
    }
}
