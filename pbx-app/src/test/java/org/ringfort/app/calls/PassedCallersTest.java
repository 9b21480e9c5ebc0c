package org.ringfort.app.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ringfort.app.attestation.Verdict;
import org.ringfort.app.calls.PassedCallers.Standing;

/**
 * Callers whose tokens are true, and which of them are sent on as who they are.
 *
 * @rfc 8946 4.1
 */
class PassedCallersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.5Z");
    private static final String NUMBER = "+4930111111";

    private static Verdict.Vouched vouched(int tokens, Instant signedAt) {
        return new Verdict.Vouched(
                Optional.empty(),
                Optional.empty(),
                "signed",
                new Verdict.Proof(
                        Collections.nCopies(tokens, "a.b.c"),
                        List.of(),
                        Collections.nCopies(tokens, "4930222222"),
                        signedAt));
    }

    private static Standing standing(String number, Verdict.Vouched vouched) {
        return PassedCallers.fit(new OnBehalf.FirstCaller(number, "+4930222222", List.of("a.b.c")), vouched, NOW);
    }

    @Test
    void a_token_that_is_older_than_fifty_seconds_is_not_sent_on() {
        for (Duration fresh : List.of(Duration.ZERO, Duration.ofMillis(49_999), Duration.ofSeconds(50))) {
            assertThat(standing(NUMBER, vouched(1, NOW.minus(fresh))))
                    .as(fresh.toString())
                    .isInstanceOfSatisfying(
                            Standing.Known.class,
                            known -> assertThat(known.digits()).isEqualTo("4930111111"));
        }
        for (Duration old : List.of(Duration.ofMillis(50_001), Duration.ofSeconds(55))) {
            assertThat(standing(NUMBER, vouched(1, NOW.minus(old))))
                    .as(old.toString())
                    .isEqualTo(new Standing.Unknown("its token would be stale on the way"));
        }
    }

    @Test
    void with_ours_there_are_four_tokens_at_most() {
        assertThat(standing(NUMBER, vouched(3, NOW))).isInstanceOf(Standing.Known.class);
        assertThat(standing(NUMBER, vouched(4, NOW))).isEqualTo(new Standing.Unknown("diverted too often"));
    }
}
