package org.ringfort.protocol.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.kernel.secret.Secret;

/** Access tokens in Authorization and WWW-Authenticate. */
class BearerTest {
    private static String wire(Challenge challenge) {
        var out = new StringBuilder();
        challenge.appendTo(out);
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer eyJhbGciOiJFUzI1NiJ9.e30.c2ln", "bearer a-._~+/9==", "BEARER  x"})
    void rfc6750_2_1_a_token_is_read_and_written(String text) {
        Credentials read = Credentials.parse(text).orElseThrow();
        assertThat(read).isInstanceOf(Credentials.Bearer.class);
        var out = new StringBuilder();
        read.appendTo(out);
        assertThat(out)
                .hasToString("Bearer " + text.substring("Bearer ".length()).strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a b", "Bearer ==", "Bearer a=b", "Bearer \"abc\"", "Bearer ä"})
    void what_is_no_token_is_good_for_nothing(String text) {
        assertThat(Credentials.parse(text)).get().isInstanceOf(Credentials.Unknown.class);
    }

    @Test
    void a_token_is_not_printed() {
        assertThat(new Credentials.Bearer(Secret.ofText("eyJ0.secret.sig")).toString())
                .doesNotContain("secret")
                .contains("redacted");
    }

    @Test
    void rfc8898_4_a_challenge_names_the_server_the_scope_and_the_error() {
        var challenge = new Challenge.Bearer(
                "acme.example", "sip:register", "https://id.acme.example/realms/pbx", Optional.of("invalid_token"));
        assertThat(wire(challenge))
                .isEqualTo("Bearer realm=\"acme.example\", scope=\"sip:register\","
                        + " authz_server=\"https://id.acme.example/realms/pbx\", error=\"invalid_token\"");
        assertThat(Challenge.parse(wire(challenge))).contains(challenge);
        assertThat(wire(new Challenge.Bearer("r", "s", "https://a", Optional.empty())))
                .doesNotContain("error");
        assertThat(Challenge.parse("Bearer realm=\"r\"")).get().isInstanceOf(Challenge.Unknown.class);
    }
}
