package org.ringfort.app.defence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.ringfort.app.SteppedClock;
import org.ringfort.app.defence.WrongAnswers.Tally;

class WrongAnswersTest {
    private static final Network HOME = Network.sourceOf("192.0.2.7").orElseThrow();
    private static final AccountName ALICE = new AccountName("acme.example", "alice");

    private final SteppedClock clock = new SteppedClock();
    private final WrongAnswers answers = new WrongAnswers(DefenceSettingsTest.settings(), clock);
    private int mark;

    private Tally wrong(Network source, String name) {
        return answers.count(source, new AccountName("acme.example", name), "mark " + mark++);
    }

    private static Network source(int number) {
        return Network.sourceOf("10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255))
                .orElseThrow();
    }

    @Test
    void the_very_same_answer_sent_again_is_one() {
        answers.count(HOME, ALICE, "once");
        clock.pass(Duration.ofSeconds(1));
        assertThat(answers.count(HOME, ALICE, "once")).isEqualTo(new Tally(1, 1, 1, true, false));
        assertThat(answers.count(HOME, ALICE, "twice")).isEqualTo(new Tally(2, 2, 1, true, true));
    }

    @Test
    void what_was_before_the_window_does_not_count() {
        wrong(HOME, "alice");
        wrong(HOME, "alice");
        clock.pass(Duration.ofMinutes(15).plusMillis(1));
        assertThat(wrong(HOME, "alice")).isEqualTo(new Tally(1, 1, 1, true, true));
        assertThat(answers.size()).isEqualTo(2);
    }

    @Test
    void sources_and_names_are_told_apart() {
        wrong(HOME, "alice");
        wrong(HOME, "bob");
        wrong(source(1), "alice");
        assertThat(wrong(HOME, "alice")).isEqualTo(new Tally(2, 3, 2, true, true));
        assertThat(answers.count(HOME, new AccountName("other.example", "alice"), "x")
                        .oneDomain())
                .isFalse();
    }

    @Test
    void an_account_that_was_charged_starts_anew_and_its_name_counts_on() {
        for (int i = 0; i < 3; i++) {
            wrong(HOME, "alice");
        }
        answers.spend(HOME, ALICE);
        assertThat(wrong(HOME, "bob").names()).isEqualTo(2);
        assertThat(wrong(HOME, "alice").ofAccount()).isEqualTo(1);
    }

    @Test
    void whoever_is_pardoned_starts_anew() {
        wrong(HOME, "alice");
        wrong(HOME, "alice");
        answers.forgive(HOME, ALICE);
        assertThat(wrong(HOME, "alice")).isEqualTo(new Tally(1, 1, 1, true, true));
        answers.forgive(Network.parse("192.0.2.0/24").orElseThrow());
        assertThat(answers.size()).isZero();
    }

    @Test
    void a_name_too_long_to_be_one_counts_for_its_source_alone_and_is_not_kept() {
        Tally tally = wrong(HOME, "x".repeat(10_000));
        assertThat(tally).isEqualTo(new Tally(0, 1, 1, true, true));
    }

    @Test
    void memory_is_bounded_whatever_strangers_choose() {
        WrongAnswers small = new WrongAnswers(DefenceSettingsTest.settings("answers-remembered", "1000"), clock);
        for (int i = 0; i < 20_000; i++) {
            small.count(source(i % 7_000), new AccountName("acme.example", "name " + i), "mark " + i);
            assertThat(small.size()).isLessThanOrEqualTo(1000);
        }
        assertThat(small.forgotten()).isPositive();
        for (int i = 0; i < 20_000; i++) {
            small.count(HOME, new AccountName("acme.example", "name " + i), "mark " + i);
        }
        assertThat(small.size()).isLessThanOrEqualTo(1000);
    }

    /** One thing that may happen. */
    record Event(int source, int name, int mark, int secondsLater) {}

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(0, 300))
                .as(Event::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    /** Against a list of everything that ever happened. */
    @Property(tries = 300)
    void counts_as_the_whole_story_would(@ForAll("events") List<Event> events) {
        record Told(long at, Event event) {}
        SteppedClock time = new SteppedClock();
        WrongAnswers counted =
                new WrongAnswers(DefenceSettingsTest.settings("wrong-answers", "10", "stranger-answers", "50"), time);
        List<Told> story = new ArrayList<>();
        for (Event event : events) {
            time.pass(Duration.ofSeconds(event.secondsLater()));
            long now = time.millis();
            List<Told> there = story.stream()
                    .filter(it -> it.event().source() == event.source() && it.at() >= now - 900_000)
                    .toList();
            List<Told> same = there.stream()
                    .filter(it -> it.event().name() == event.name())
                    .toList();
            boolean fresh = same.stream().noneMatch(it -> it.event().mark() == event.mark());
            // Beyond the tenth answer of one account its first marks are forgotten: there it is banned anyway.
            if (same.size() >= 10) {
                return;
            }
            Tally tally = counted.count(
                    source(event.source()),
                    new AccountName("acme.example", "name " + event.name()),
                    "mark " + event.mark());
            assertThat(tally.fresh()).isEqualTo(fresh);
            assertThat(tally.ofAccount()).isEqualTo(same.size() + (fresh ? 1 : 0));
            assertThat(tally.ofSource()).isEqualTo(Math.min(50, there.size() + (fresh ? 1 : 0)));
            long names = there.stream().map(it -> it.event().name()).distinct().count();
            assertThat((long) tally.names()).isEqualTo(same.isEmpty() ? names + 1 : names);
            if (fresh) {
                story.add(new Told(now, event));
            }
        }
    }
}
