package org.ringfort.edge.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** When a phone is told, on a clock of its own. */
class PacingTest {
    private static final long START = Long.MAX_VALUE - 1_000_000; // nanoTime may pass the end of its range

    @Example
    void rfc6665_4_2_2_one_at_a_time_and_not_too_often() {
        var pacing = new Pacing(START);
        assertThat(pacing.due(START)).isFalse();
        pacing.wanted();
        assertThat(pacing.due(START)).isTrue();
        pacing.said(START);
        pacing.wanted();
        assertThat(pacing.due(START + 10 * Pacing.BETWEEN)).isFalse();
        pacing.taken();
        assertThat(pacing.due(START + Pacing.BETWEEN - 1)).isFalse();
        assertThat(pacing.patience(START)).isEqualTo(Pacing.BETWEEN);
        assertThat(pacing.due(START + Pacing.BETWEEN)).isTrue();
    }

    @Example
    void who_asks_does_not_wait_for_its_turn() {
        var pacing = new Pacing(START);
        pacing.wanted();
        pacing.said(START);
        pacing.taken();
        pacing.asked(START + 1);
        assertThat(pacing.due(START + 1)).isTrue();
    }

    @Example
    void who_refuses_is_told_later_and_at_last_no_more() {
        var pacing = new Pacing(START);
        pacing.wanted();
        long now = START;
        for (int i = 1; i < Pacing.MOST_REFUSALS; i++) {
            pacing.said(now);
            assertThat(pacing.refused(now, 0)).isTrue();
            assertThat(pacing.due(now + Pacing.REST - 1)).isFalse();
            now += pacing.patience(now);
            assertThat(pacing.due(now)).isTrue();
        }
        pacing.said(now);
        assertThat(pacing.refused(now, 0)).isFalse();
    }

    @Example
    void an_answer_that_never_comes_is_not_waited_for_for_ever() {
        var pacing = new Pacing(START);
        pacing.wanted();
        pacing.said(START);
        assertThat(pacing.lost(START + Pacing.LONGEST_ANSWER - 1)).isFalse();
        assertThat(pacing.patience(START)).isEqualTo(Pacing.LONGEST_ANSWER);
        assertThat(pacing.lost(START + Pacing.LONGEST_ANSWER)).isTrue();
    }

    /** Whatever happens when: never two at a time, never faster than five a second, and the last change is told. */
    @Property(tries = 500)
    void the_last_change_is_always_told(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 400) Integer> changesMs,
            @ForAll @IntRange(min = 1, max = 900) int answerMs) {
        var pacing = new Pacing(START);
        var changes = new ArrayDeque<>(changesMs);
        long nextChange = START;
        boolean unanswered = false;
        long answerAt = START;
        long last = START - Pacing.BETWEEN;
        int state = 0;
        int told = -1;
        for (long ms = 0; ms < 90_000; ms++) {
            long now = START + ms * 1_000_000;
            if (unanswered && now - answerAt >= 0) {
                pacing.taken();
                unanswered = false;
            }
            if (!changes.isEmpty() && now - nextChange >= 0) {
                state++;
                pacing.wanted();
                nextChange = now + changes.poll() * 1_000_000L;
            }
            if (pacing.due(now)) {
                assertThat(unanswered).isFalse();
                assertThat(now - last).isGreaterThanOrEqualTo(Pacing.BETWEEN);
                pacing.said(now);
                last = now;
                unanswered = true;
                answerAt = now + answerMs * 1_000_000L;
                told = state;
            }
        }
        assertThat(told).isEqualTo(state);
    }
}
