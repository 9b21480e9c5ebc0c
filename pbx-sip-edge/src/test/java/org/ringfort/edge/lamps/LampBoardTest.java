package org.ringfort.edge.lamps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.lamps.CallSeen.Direction;
import org.ringfort.edge.lamps.CallSeen.Party;
import org.ringfort.edge.lamps.CallSeen.Phase;
import org.ringfort.edge.lamps.CallSeen.Side;

/** What calls say, kept for those who watch. */
class LampBoardTest {
    private static final Place ALICE = new Place("t1", "101");
    private static final Place BOB = new Place("t1", "102");

    private final LampBoard board = new LampBoard(new Random(7));

    private static CallSeen call(String id, Phase phase) {
        return new CallSeen(
                id,
                "t1",
                List.of(
                        new Side("101", Direction.INITIATOR, phase, false, new Party("102", "")),
                        new Side("102", Direction.RECIPIENT, phase, false, new Party("101", "Alice"))));
    }

    private static List<Phase> phases(List<LampBoard.Lamp> lamps) {
        return lamps.stream().map(lamp -> lamp.side().phase()).toList();
    }

    @Test
    void a_lamp_keeps_its_id_and_the_two_of_a_call_have_nothing_in_common() {
        board.seen(call("call-of-both", Phase.TRYING));
        String id = board.lamps(BOB).getFirst().id();
        board.seen(call("call-of-both", Phase.CONFIRMED));
        assertThat(board.lamps(BOB).getFirst().id()).isEqualTo(id).doesNotContain("call-of-both");
        assertThat(board.lamps(ALICE).getFirst().id()).isNotEqualTo(id);
        assertThat(phases(board.lamps(BOB))).containsExactly(Phase.CONFIRMED);
    }

    @Test
    void who_watches_is_rung_for_each_change_and_for_nothing_else() {
        var rings = new AtomicInteger();
        Runnable bell = rings::incrementAndGet;
        assertThat(board.watch(BOB, bell, 3)).isTrue();
        board.seen(call("c1", Phase.TRYING));
        board.seen(call("c1", Phase.TRYING));
        assertThat(rings).hasValue(1);
        board.over("c1");
        board.over("c1");
        board.over("never was");
        assertThat(rings).hasValue(2);
        board.unwatch(BOB, bell);
        board.seen(call("c2", Phase.EARLY));
        assertThat(rings).hasValue(2);
        assertThat(board.watched()).isZero();
    }

    @Test
    void only_so_many_watch_one_place() {
        assertThat(board.watch(BOB, () -> {}, 1)).isTrue();
        Runnable second = () -> {};
        assertThat(board.watch(BOB, second, 1)).isFalse();
        assertThat(board.watch(ALICE, second, 1)).isTrue();
    }

    @Test
    void the_same_number_in_another_tenant_is_another_place() {
        board.seen(call("c1", Phase.CONFIRMED));
        assertThat(board.lamps(new Place("t2", "101"))).isEmpty();
    }

    @Test
    void who_leaves_a_call_goes_out_and_the_others_stay() {
        board.seen(call("c1", Phase.CONFIRMED));
        board.seen(new CallSeen("c1", "t1", call("c1", Phase.CONFIRMED).sides().subList(1, 2)));
        assertThat(board.lamps(ALICE)).isEmpty();
        assertThat(board.lamps(BOB)).hasSize(1);
    }

    @Test
    void nothing_is_left_when_many_calls_at_once_are_over() throws InterruptedException {
        var done = new CountDownLatch(8);
        List<Thread> threads = new ArrayList<>();
        IntStream.range(0, 8)
                .forEach(thread -> threads.add(Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 200; i++) {
                        String id = thread + "-" + i;
                        board.seen(call(id, Phase.TRYING));
                        board.seen(call(id, Phase.EARLY));
                        board.seen(call(id, Phase.CONFIRMED));
                        board.over(id);
                    }
                    done.countDown();
                })));
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(board.busy()).isZero();
        assertThat(board.lamps(BOB)).isEmpty();
    }
}
