package org.ringfort.app.issuers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IssuerSettingsTest {
    private static IssuerSettings settings(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("ringfort.token-issuers", IssuerSettings.class);
    }

    @Test
    void the_defaults_are_these() {
        assertThat(settings(Map.of())).isEqualTo(new IssuerSettings("", List.of(), Duration.ofSeconds(2)));
    }

    @Test
    void what_cannot_work_is_refused_by_name() {
        assertThatThrownBy(() -> settings(Map.of("ringfort.token-issuers.patience", "3s")))
                .rootCause()
                .hasMessageContaining("ringfort.token-issuers.patience");
        assertThatThrownBy(() -> settings(Map.of("ringfort.token-issuers.networks", "somewhere")))
                .rootCause()
                .hasMessageContaining("ringfort.token-issuers.networks");
    }
}
