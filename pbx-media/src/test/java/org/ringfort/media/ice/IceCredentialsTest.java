package org.ringfort.media.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringfort.kernel.secret.Secret;

/**
 * What both sides are known by.
 *
 * @rfc 8445 5.3
 */
class IceCredentialsTest {
    private static final Secret PASSWORD = Secret.ofText("YH75Fviy6338Vbrhrlp8Yh");

    @Test
    void rfc8445_5_3_ours_have_more_than_24_and_128_bits_and_never_come_twice() {
        var random = new SecureRandom();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            IceCredentials made = IceCredentials.random(random);
            assertThat(made.usernameFragment()).matches("[A-Za-z0-9+/]{8}");
            assertThat(made.password().revealText()).matches("[A-Za-z0-9+/]{24}");
            assertThat(seen.add(made.password().revealText())).isTrue();
        }
        assertThat(seen.stream().flatMapToInt(String::chars).distinct().count()).isEqualTo(64);
    }

    @Test
    void the_password_is_not_printed() {
        assertThat(new IceCredentials("9uB6", PASSWORD).toString())
                .contains("9uB6")
                .doesNotContain("YH75");
    }

    @Test
    void what_is_too_short_or_of_another_alphabet_is_none() {
        assertThatThrownBy(() -> new IceCredentials("9uB", PASSWORD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IceCredentials("9uB:", PASSWORD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IceCredentials("9uB6", Secret.ofText("YH75Fviy6338Vbrhrlp8Y")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IceCredentials("9uB6", Secret.ofText("x".repeat(257))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
