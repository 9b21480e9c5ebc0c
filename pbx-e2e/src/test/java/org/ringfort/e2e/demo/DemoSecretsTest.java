package org.ringfort.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSecretsTest {
    @TempDir
    Path directory;

    private DemoSecrets read() throws Exception {
        return DemoSecrets.in(directory.resolve("secrets.json"), new SecureRandom());
    }

    @Test
    void they_stay_the_same_after_a_restart_and_no_two_are_alike() throws Exception {
        DemoSecrets first = read();
        String one = first.password("one");
        String pin = first.pin("box");
        first.keep();

        DemoSecrets again = read();
        assertThat(again.password("one")).isEqualTo(one).hasSize(20);
        assertThat(again.pin("box")).isEqualTo(pin);
        assertThat(again.password("two")).isNotEqualTo(one);
    }

    @Test
    void no_pin_is_weak() throws Exception {
        DemoSecrets secrets = read();
        for (int i = 0; i < 2000; i++) {
            String pin = secrets.pin("box" + i);
            assertThat(pin)
                    .matches("[0-9]{6}")
                    .doesNotMatch("(\\d)\\1+")
                    .doesNotContainPattern("10[1-9]|123|234|345|456|567|678|789|890|987|876|765|654|543|432|321|210");
            assertThat(pin.chars().distinct().count()).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void a_damaged_file_is_told_with_its_remedy() throws Exception {
        Files.writeString(directory.resolve("secrets.json"), "{\"half\": ");

        assertThatThrownBy(this::read).isInstanceOf(DemoFailure.class).hasMessageContaining("make demo-reset");
    }
}
