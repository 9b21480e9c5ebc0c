package org.ringfort.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The port at which phones renew their certificates, in the app's chart. */
class ChartEnrolmentTest {
    private static final Path CHART = Path.of("..").toAbsolutePath().normalize().resolve("helm/pbx-app");

    private static String rendered(String... pairs) {
        var template = new Helm(CHART).template().withName("ringfort");
        for (int i = 0; i < pairs.length; i += 2) {
            template.set(pairs[i], pairs[i + 1]);
        }
        return template.call();
    }

    @Test
    void it_is_open_where_it_is_named_and_nowhere_else() {
        String open = rendered("enrolment.port", "8444", "enrolment.url", "https://pbx.example:8444");
        assertThat(open)
                .contains("ringfort.enrolment.port=8444", "ringfort.enrolment.url=https://pbx.example:8444")
                .containsPattern("name: enrolment\\s+containerPort: 8444")
                .containsPattern("name: enrolment\\s+port: 8444\\s+targetPort: enrolment")
                .containsPattern("port: enrolment\\s+protocol: TCP");
        assertThat(rendered())
                .contains("ringfort.enrolment.port=0")
                .doesNotContainPattern(Pattern.compile("(name|port|targetPort): enrolment"));
    }

    @Test
    void what_phones_are_told_is_https() {
        assertThatThrownBy(() -> rendered("enrolment.url", "http://pbx.example"))
                .hasMessageContaining("url");
        assertThatThrownBy(() -> rendered("enrolment.port", "8444"))
                .as("a port that no phone hears of")
                .hasMessageContaining("url");
    }
}
