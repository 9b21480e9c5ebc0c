package org.ringfort.app.defence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DefenceSettingsTest {
    static DefenceSettings settings(String... namesAndValues) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            source.put("ringfort.defence." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Binder(source).bindOrCreate("ringfort.defence", DefenceSettings.class);
    }

    @Test
    void the_defaults() {
        assertThat(settings())
                .isEqualTo(new DefenceSettings(
                        3,
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(15),
                        Duration.ofHours(24),
                        3,
                        10,
                        Duration.ofHours(24),
                        100_000,
                        Duration.ofMillis(500)));
    }

    @ParameterizedTest
    @CsvSource({
        "wrong-answers, 0, must be 1 to 10",
        "wrong-answers, 11, must be 1 to 10",
        "window, 59s, must be PT1M to PT24H",
        "window, 25h, must be PT1M to PT24H",
        "first-ban, 1s, must be PT1M to PT24H",
        "longest-ban, 14m, must be PT15M to PT720H",
        "longest-ban, 31d, must be PT15M to PT720H",
        "stranger-answers, 51, must be 1 to 50",
        "names, 1, must be 2 to 50",
        "proved-for, 59m, must be PT1H to PT720H",
        "answers-remembered, 999, must be 1000 to 1000000",
        "poll, 2s, must be PT0.1S to PT1S"
    })
    void a_value_that_cannot_work_is_refused_in_one_line_that_names_it(String name, String value, String range) {
        assertThatThrownBy(() -> settings(name, value))
                .rootCause()
                .hasMessageStartingWith("ringfort.defence." + name + " " + range)
                .message()
                .doesNotContain("\n");
    }
}
