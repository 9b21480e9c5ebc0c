package org.ringfort.app.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Defaults, and what stops the start. */
class NotificationSettingsTest {
    private static NotificationSettings bound(String... values) {
        var source = new MapConfigurationPropertySource();
        for (int i = 0; i < values.length; i += 2) {
            source.put("ringfort.notifications." + values[i], values[i + 1]);
        }
        return new Binder(source).bindOrCreate("ringfort.notifications", NotificationSettings.class);
    }

    @Test
    void the_defaults() {
        NotificationSettings settings = bound();
        assertThat(settings)
                .isEqualTo(new NotificationSettings(
                        List.of(), "", Duration.ofSeconds(10), Duration.ofHours(24), "", 587, "starttls", "", "", ""));
        assertThat(settings.mails()).isFalse();
    }

    @Test
    void a_wrong_value_is_named() {
        for (String[] wrong : new String[][] {
            {"networks", "10.0.0.0/40"},
            {"patience", "21s"},
            {"give-up-after", "8d"},
            {"smtp-security", "ssl"},
            {"smtp-port", "0"},
        }) {
            assertThatThrownBy(() -> bound(wrong)).as(wrong[0]).hasStackTraceContaining(wrong[0]);
        }
        assertThatThrownBy(() -> bound("smtp-host", "mail.example")).hasStackTraceContaining("smtp-from");
        assertThatThrownBy(() -> bound("smtp-username", "pbx")).hasStackTraceContaining("smtp-password-file");
        assertThatThrownBy(() -> bound("smtp-username", "pbx", "smtp-password-file", "/run/p", "smtp-security", "none"))
                .hasStackTraceContaining("no password goes in clear");
    }
}
