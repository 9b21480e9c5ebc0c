package org.ringfort.app.defence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfort.app.defence.BanExemption.Kind;
import org.ringfort.app.defence.WrongAnswers.Tally;

/** Which wrong answers come to which bans. */
class SentenceTest {
    private static final Network OFFICE = Network.sourceOf("192.0.2.7").orElseThrow();
    private static final AccountName ALICE = new AccountName("acme.example", "alice");
    private static final DefenceSettings SETTINGS = DefenceSettingsTest.settings();

    private static List<Sentence> sentences(Tally tally, Set<String> proved, Optional<Kind> exemption) {
        return Sentence.of(OFFICE, ALICE, tally, new Sentence.Known(proved, exemption), SETTINGS);
    }

    private static Tally tally(int ofAccount, int ofSource, int names) {
        return new Tally(ofAccount, ofSource, names, true, true);
    }

    @Test
    void below_the_thresholds_nothing_happens() {
        assertThat(sentences(tally(2, 2, 2), Set.of(), Optional.empty())).isEmpty();
        assertThat(sentences(tally(2, 3, 9), Set.of("bob"), Optional.empty())).isEmpty();
    }

    @Test
    void where_nobody_has_proved_themselves_everybody_is_banned_whatever_the_names() {
        for (Tally tally : List.of(tally(1, 3, 3), tally(3, 3, 1))) {
            assertThat(sentences(tally, Set.of(), Optional.empty()))
                    .singleElement()
                    .satisfies(sentence -> {
                        assertThat(sentence.account()).isEmpty();
                        assertThat(sentence.spared()).isEmpty();
                    });
        }
    }

    @Test
    void an_office_is_not_banned_for_one_bad_phone() {
        assertThat(sentences(tally(3, 3, 1), Set.of("bob", "102"), Optional.empty()))
                .singleElement()
                .satisfies(sentence -> assertThat(sentence.account()).contains(ALICE));
    }

    @Test
    void many_names_that_fail_cost_an_office_everybody_but_those_who_proved_themselves() {
        assertThat(sentences(tally(1, 3, 10), Set.of("bob", "102"), Optional.empty()))
                .singleElement()
                .satisfies(sentence -> {
                    assertThat(sentence.account()).isEmpty();
                    assertThat(sentence.spared()).containsExactly("102", "bob");
                });
    }

    @Test
    void a_spared_name_that_is_guessed_at_is_banned_by_itself() {
        assertThat(sentences(tally(3, 3, 10), Set.of("alice"), Optional.empty()))
                .extracting(Sentence::account)
                .containsExactly(Optional.empty(), Optional.of(ALICE));
        assertThat(sentences(tally(3, 3, 10), Set.of("bob"), Optional.empty()))
                .extracting(Sentence::account)
                .containsExactly(Optional.empty());
    }

    @Test
    void exemptions_stop_it() {
        assertThat(sentences(tally(3, 3, 10), Set.of(), Optional.of(Kind.NEVER)))
                .isEmpty();
        assertThat(sentences(tally(1, 3, 10), Set.of(), Optional.of(Kind.ACCOUNTS_ONLY)))
                .isEmpty();
        assertThat(sentences(tally(3, 3, 10), Set.of(), Optional.of(Kind.ACCOUNTS_ONLY)))
                .singleElement()
                .satisfies(sentence -> assertThat(sentence.account()).contains(ALICE));
    }

    @Test
    void the_reason_tells_no_name_that_was_claimed() {
        assertThat(sentences(tally(3, 3, 10), Set.of("alice"), Optional.empty()))
                .extracting(Sentence::reason)
                .allSatisfy(reason -> assertThat(reason).doesNotContain("alice"));
    }

    @ParameterizedTest
    @CsvSource({"1, 15", "2, 30", "3, 60", "7, 960", "8, 1440", "9, 1440", "2000000000, 1440"})
    void each_ban_in_a_row_lasts_twice_as_long_up_to_a_day(int times, long minutes) {
        assertThat(Sentence.term(times, SETTINGS)).isEqualTo(Duration.ofMinutes(minutes));
    }
}
