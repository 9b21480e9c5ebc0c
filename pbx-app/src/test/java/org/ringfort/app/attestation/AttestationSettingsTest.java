package org.ringfort.app.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AttestationSettingsTest {
    private static AttestationSettings settings(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("ringfort.attestation", AttestationSettings.class);
    }

    @Test
    void the_defaults_are_these() {
        assertThat(settings(Map.of()))
                .isEqualTo(new AttestationSettings(
                        "", "", "", "", List.of(), Duration.ofSeconds(60), Duration.ofSeconds(2)));
    }

    @Test
    void what_cannot_work_is_refused_by_name() {
        assertThatThrownBy(() -> settings(Map.of("ringfort.attestation.key", "/key.pem")))
                .hasRootCauseMessage("ringfort.attestation.key and ringfort.attestation.certificate-url go together");
        assertThatThrownBy(() -> settings(Map.of("ringfort.attestation.patience", "3s")))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(Map.of("ringfort.attestation.networks", "somewhere")))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }
}
