package org.ringfort.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringfort.kernel.secret.Secret;

class TotpTest {
    private static final Secret SECRET = Secret.ofText("12345678901234567890");

    @ParameterizedTest(name = "rfc6238-b-{0}")
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void the_vectors_of_the_rfc(long seconds, String code) {
        assertThat(Totp.code(SECRET, seconds / 30)).isEqualTo(code);
        assertThat(Totp.verify(SECRET, code, Instant.ofEpochSecond(seconds), 0)).isPresent();
    }

    @Test
    void a_code_counts_a_step_early_or_late_and_never_twice() {
        Instant now = Instant.ofEpochSecond(3_000_000);
        long step = now.getEpochSecond() / 30;
        assertThat(Totp.verify(SECRET, Totp.code(SECRET, step - 1), now, 0)).hasValue(step - 1);
        assertThat(Totp.verify(SECRET, Totp.code(SECRET, step + 1), now, 0)).hasValue(step + 1);
        assertThat(Totp.verify(SECRET, Totp.code(SECRET, step - 2), now, 0)).isEmpty();
        assertThat(Totp.verify(SECRET, Totp.code(SECRET, step + 2), now, 0)).isEmpty();
        assertThat(Totp.verify(SECRET, Totp.code(SECRET, step), now, step)).isEmpty();
        assertThat(Totp.verify(SECRET, "", now, 0)).isEmpty();
    }

    @Test
    void base32_is_read_back() {
        byte[] octets = "any carnal pleas".getBytes(StandardCharsets.UTF_8);
        assertThat(Totp.fromBase32(Totp.base32(octets))).isEqualTo(octets);
        assertThat(Totp.base32("foobar".getBytes(StandardCharsets.UTF_8))).isEqualTo("MZXW6YTBOI");
    }
}
