package org.ringfort.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ITU-T G.107: the scores of annex B by the rating, what delay costs, and G.711 under loss with concealment (G.113). */
class EModelTest {
    @ParameterizedTest
    @CsvSource({"93.2, 4.41", "90, 4.34", "80, 4.03", "70, 3.60", "60, 3.10", "50, 2.58", "0, 1"})
    void g107_annex_b_scores(double rating, double opinion) {
        assertThat(EModel.opinion(rating)).isCloseTo(opinion, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"0, 93.2", "100, 93.2", "150, 92.9", "200, 90.2", "300, 78.4", "400, 68.8"})
    void g107_delay_costs(double delayMillis, double rating) {
        assertThat(EModel.rating(0, delayMillis, 0, 25.1)).isCloseTo(rating, within(1.2));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 3.6", "5, 15.8", "20, 42.1"})
    void g107_7_5_loss_costs_g711_with_concealment(double lossPercent, double points) {
        assertThat(93.2 - EModel.rating(lossPercent, 0, 0, 25.1)).isCloseTo(points, within(0.1));
    }

    @Test
    void nothing_is_worse_than_worthless() {
        assertThat(EModel.rating(100, 5_000, 20, 1)).isZero();
        assertThat(EModel.opinion(-3)).isEqualTo(1);
    }
}
