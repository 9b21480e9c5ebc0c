package org.ringfort.edge.lamps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.ringfort.edge.lamps.Announcements.Outcome;
import org.ringfort.edge.lamps.Announcements.Said;

/** Soft state: kept as long as it is said again, within bounds. */
class AnnouncementsTest {
    private static final Place BOB = new Place("t1", "102");
    private static final Said OPEN = new Said(true, "here", List.of());
    private static final Said AWAY = new Said(false, "", List.of("vacation"));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong now = new AtomicLong();
    private final Announcements board = new Announcements(now::get, new Random(5));

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private String say(Said said) {
        return tag(board.say(BOB, said, MINUTE));
    }

    private static String tag(Outcome outcome) {
        return outcome instanceof Outcome.Kept(var tag) ? tag : outcome.toString();
    }

    private List<Said> said() {
        return board.at(BOB).stream().map(Announcements.Announcement::said).toList();
    }

    @Test
    void rfc3903_4_2_refreshed_changed_and_taken_back_each_time_under_another_tag() {
        String first = say(OPEN);
        String second = tag(board.again(BOB, first, Optional.empty(), MINUTE));
        assertThat(second).isNotEqualTo(first);
        assertThat(board.again(BOB, first, Optional.empty(), MINUTE)).isInstanceOf(Outcome.NoSuch.class);
        String third = tag(board.again(BOB, second, Optional.of(AWAY), MINUTE));
        assertThat(said()).containsExactly(AWAY);
        assertThat(board.takeBack(new Place("t2", "102"), third)).isInstanceOf(Outcome.NoSuch.class);
        assertThat(board.takeBack(BOB, third)).isInstanceOf(Outcome.Kept.class);
        assertThat(said()).isEmpty();
        assertThat(board.takeBack(BOB, third)).isInstanceOf(Outcome.NoSuch.class);
    }

    @Test
    void what_nobody_says_again_is_over_and_told_and_forgotten() {
        var rings = new AtomicInteger();
        board.watch(BOB, rings::incrementAndGet, 1);
        String tag = say(OPEN);
        assertThat(rings).hasValue(1);
        passes(MINUTE);
        assertThat(said()).isEmpty();
        assertThat(board.again(BOB, tag, Optional.empty(), MINUTE)).isInstanceOf(Outcome.NoSuch.class);
        board.sweep();
        assertThat(rings).hasValue(2);
        assertThat(board.size()).isZero();
    }

    @Test
    void a_refresh_is_told_to_nobody() {
        var rings = new AtomicInteger();
        String tag = say(OPEN);
        board.watch(BOB, rings::incrementAndGet, 1);
        for (int i = 0; i < 100; i++) {
            tag = tag(board.again(BOB, tag, Optional.empty(), MINUTE));
        }
        assertThat(rings).hasValue(0);
        assertThat(said()).containsExactly(OPEN);
    }

    @Test
    void so_many_of_one_extension_and_the_one_that_ends_first_makes_room() {
        board.say(BOB, AWAY, Duration.ofSeconds(30));
        for (int i = 0; i < Announcements.MOST; i++) {
            say(OPEN);
        }
        assertThat(said()).hasSize(Announcements.MOST).doesNotContain(AWAY);
    }

    @Test
    void so_many_changes_at_once_and_then_one_now_and_again_whatever_is_taken_back_meanwhile() {
        for (int i = 0; i < Announcements.BURST / 2; i++) {
            board.takeBack(BOB, say(OPEN));
        }
        assertThat(board.say(BOB, OPEN, MINUTE)).isInstanceOf(Outcome.TooOften.class);
        board.sweep();
        assertThat(board.say(BOB, OPEN, MINUTE)).isInstanceOf(Outcome.TooOften.class);
        passes(Announcements.PACE);
        assertThat(board.say(BOB, OPEN, MINUTE)).isInstanceOf(Outcome.Kept.class);
        assertThat(board.say(BOB, OPEN, MINUTE)).isInstanceOf(Outcome.TooOften.class);
    }
}
