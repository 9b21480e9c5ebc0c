package org.ringfort.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfort.media.rtcp.Score.Grade;

class ScoreTest {
    @ParameterizedTest
    @CsvSource({
        "441, 0, false, GOOD",
        "403, 9, false, GOOD",
        "402, 0, false, FAIR",
        "434, 10, false, FAIR",
        "441, 0, true, POOR",
        "100, 1000, true, POOR"
    })
    void a_word_for_what_is_heard(int opinion, int lossPermille, boolean poor, Grade grade) {
        assertThat(Score.of(Score.pack(opinion, lossPermille, 0, 0, poor)).grade())
                .isEqualTo(grade);
    }

    @Test
    void figures_are_rounded_so_that_who_is_heard_as_before_is_not_told_again() {
        long score = Score.pack(388, 51, 12_400, 61_499, true);
        assertThat(Score.of(score)).isEqualTo(new Score(Grade.POOR, 39, 51, 12, 61));
        assertThat(Score.pack(391, 51, 12_499, 60_500, true)).isEqualTo(score);
    }

    @Test
    void what_does_not_fit_is_the_most_that_does_and_leaves_its_neighbours_alone() {
        assertThat(Score.of(Score.pack(900, 5_000, Integer.MAX_VALUE, Integer.MAX_VALUE, false)))
                .isEqualTo(new Score(Grade.FAIR, 45, 1_000, Score.MOST_JITTER_MILLIS, Score.MOST_ROUND_TRIP_MILLIS));
        assertThat(Score.of(Score.pack(0, -1, -1_000, -1, true))).isEqualTo(new Score(Grade.POOR, 0, 0, 0, -1));
    }

    @Test
    void nothing_is_nothing() {
        assertThat(Score.of(Score.NOTHING)).isEqualTo(Score.NONE);
        assertThat(Score.pack(0, 0, 0, -1, false)).isNotEqualTo(Score.NOTHING);
    }
}
