package org.ringfort.app.trunks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.rest.Problem;

/** Which trunks may pass callers on under their own numbers. */
class PassesCallerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");

    private static void check(boolean signs, CallerRule caller, GatewayTransport transport) {
        boolean tls = transport == GatewayTransport.TLS;
        TrunkChecks.check(
                new TrunkDraft(
                        "Carrier",
                        true,
                        1,
                        List.of(new Gateway(
                                "sip.carrier.example", 0, transport, tls ? "sip.carrier.example" : "", 10, 1, "")),
                        Optional.empty(),
                        tls ? Optional.empty() : Optional.of(new ClearMedia("no TLS there", NOW.plusSeconds(3_600))),
                        "",
                        "+493012345678",
                        new NumberRules("DE", List.of(), false),
                        new Capacity(10, 100),
                        Optional.empty(),
                        60,
                        new IdentityRules(signs, IdentityRules.Check.OFF, true),
                        false,
                        new Outward(FailOver.USUAL, caller, NumberFormats.E164)),
                true,
                NOW);
    }

    @Test
    void a_trunk_that_signs_and_shows_numbers_over_tls_or_tcp_may() {
        assertThatCode(() -> check(true, CallerRule.EXTENSION, GatewayTransport.TLS))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(true, CallerRule.TRUNK, GatewayTransport.TCP))
                .doesNotThrowAnyException();
    }

    @Test
    void one_that_does_not_sign_withholds_numbers_or_speaks_udp_may_not() {
        refused("Only a trunk that signs", () -> check(false, CallerRule.EXTENSION, GatewayTransport.TLS));
        refused("withholds numbers", () -> check(true, CallerRule.WITHHELD, GatewayTransport.TLS));
        refused("too long for UDP", () -> check(true, CallerRule.EXTENSION, GatewayTransport.UDP));
    }

    private static void refused(String why, ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.errors().getFirst().field()).isEqualTo("identity.passesCaller");
            assertThat(problem.errors().getFirst().message()).contains(why);
        });
    }
}
