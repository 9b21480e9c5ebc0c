package org.ringfort.app.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EnrolmentSettingsTest {
    private static EnrolmentSettings settings(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("ringfort.enrolment", EnrolmentSettings.class);
    }

    @Test
    void the_defaults_are_these() {
        assertThat(settings(Map.of())).isEqualTo(new EnrolmentSettings(Duration.ofDays(1), 60, 0, ""));
    }

    @Test
    void what_cannot_work_is_refused_by_name() {
        for (var wrong : Map.of(
                        "password-validity", "8d",
                        "requests-per-minute", "0",
                        "port", "65536",
                        "url", "https://pbx.example:8444/")
                .entrySet()) {
            String name = "ringfort.enrolment." + wrong.getKey();
            assertThatThrownBy(() -> settings(Map.of(name, wrong.getValue())))
                    .rootCause()
                    .hasMessageStartingWith(name + " must be");
        }
        assertThatThrownBy(() -> settings(Map.of("ringfort.enrolment.port", "8444")))
                .rootCause()
                .hasMessageStartingWith("ringfort.enrolment.url must be given");
        assertThat(settings(Map.of("ringfort.enrolment.url", "https://pbx.example:8444"))
                        .url())
                .isEqualTo("https://pbx.example:8444");
    }
}
