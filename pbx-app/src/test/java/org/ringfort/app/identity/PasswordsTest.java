package org.ringfort.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.secret.Secret;

class PasswordsTest {
    private static final List<String> OWN = List.of("alice@acme.example", "Alice Cooper");

    private final Passwords passwords = new Passwords(new SecureRandom());

    @ParameterizedTest
    @CsvSource({
        "short, length",
        "password1234, breached",
        "P@ssw0rd2026!, breached",
        "aaaaaaaaaaaaaaaa, breached",
        "123456789012345, breached",
        "abcdefghijklmnop, breached",
        "qwertyuiop123456, breached",
        "correcthorsebatterystaple, breached",
        "WelcomeWelcome1, breached",
        "xkq-4lice-7zw-vvq, similar",
        "acme-Zq8#kw2-Rt5v, similar"
    })
    void a_password_that_guessing_starts_with_is_refused(String password, String code) {
        assertThatThrownBy(() -> passwords.check("replacement", Secret.ofText(password), OWN))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.errors().getFirst().field()).isEqualTo("replacement");
                    assertThat(problem.errors().getFirst().code()).isEqualTo(code);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"plover kettle anvil moss", "Zq8#kw2-Rt5v!mN", "ünïcödé sentences count"})
    void others_are_taken(String password) {
        assertThatCode(() -> passwords.check("replacement", Secret.ofText(password), OWN))
                .doesNotThrowAnyException();
    }

    @Test
    void a_hash_is_argon2id_and_matches_its_password_only() {
        String hash = passwords.hash(Secret.ofText("plover kettle anvil moss"));
        assertThat(hash).startsWith("$argon2id$");
        assertThat(passwords.matches(Secret.ofText("plover kettle anvil moss"), hash))
                .isTrue();
        assertThat(passwords.matches(Secret.ofText("plover kettle anvil mos"), hash))
                .isFalse();
    }
}
