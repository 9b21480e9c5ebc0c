package org.ringfort.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Alerts are asked for by name, ask for a metric that there is, and lead to a page that says what to do. */
class ChartAlertsTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final Path METRICS =
            REPOSITORY.resolve("pbx-kernel/src/main/java/org/ringfort/kernel/telemetry/Metrics.java");

    @Test
    void there_are_none_where_nobody_asked_for_them() {
        assertThat(rules("pbx-media")).isEmpty();
        assertThat(rules("pbx-app")).isEmpty();
        assertThat(rules("pbx-sip-edge")).isEmpty();
    }

    @Test
    void poor_legs_are_alerted_of_with_a_runbook() throws Exception {
        List<GenericKubernetesResource> rules = rules(
                "pbx-media", "alerts.enabled", "true", "alerts.labels.release", "prometheus", "alerts.poorLegs", "7");

        assertThat(Files.readString(METRICS)).contains("\"ringfort.media.quality.poor\"");
        assertThat(rules).hasSize(1);
        assertThat(rules.getFirst().getMetadata().getLabels()).containsEntry("release", "prometheus");
        List<Map<String, Object>> alerts = rules.getFirst().get("spec", "groups", 0, "rules");
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert).containsEntry("expr", "sum(ringfort_media_quality_poor{namespace=\"calls\"}) >= 7");
            Map<?, ?> annotations = (Map<?, ?>) Objects.requireNonNull(alert.get("annotations"));
            assertThat(annotations.get("summary")).isEqualTo("{{ $value }} legs of calls are heard poorly");
            assertThat(annotations.get("runbook")).isEqualTo("docs/runbooks/" + alert.get("alert") + ".md");
            assertThat(REPOSITORY.resolve(String.valueOf(annotations.get("runbook"))))
                    .exists();
        });
    }

    @Test
    void a_database_that_does_not_answer_is_alerted_of_with_a_runbook() throws Exception {
        List<GenericKubernetesResource> rules =
                rules("pbx-app", "alerts.enabled", "true", "alerts.databaseAwayFor", "2m");

        assertThat(Files.readString(METRICS)).contains("\"ringfort.app.database.away\"");
        List<Map<String, Object>> alerts = rules.getFirst().get("spec", "groups", 0, "rules");
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert)
                    .containsEntry("expr", "max(ringfort_app_database_away{namespace=\"calls\"}) > 0")
                    .containsEntry("for", "2m");
            assertThat(REPOSITORY.resolve("docs/runbooks/" + alert.get("alert") + ".md"))
                    .exists();
        });
    }

    @Test
    void an_edge_without_app_or_media_is_alerted_of_with_a_runbook() throws Exception {
        List<GenericKubernetesResource> rules =
                rules("pbx-sip-edge", "alerts.enabled", "true", "alerts.peerAwayFor", "3m");

        assertThat(Files.readString(METRICS)).contains("\"ringfort.peer.attached\"");
        List<Map<String, Object>> alerts = rules.getFirst().get("spec", "groups", 0, "rules");
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert)
                    .containsEntry("expr", "min by (peer) (ringfort_peer_attached{namespace=\"calls\"}) < 1")
                    .containsEntry("for", "3m");
            assertThat(String.valueOf(alert.get("annotations"))).contains("no stream to pbx-{{ $labels.peer }}");
            assertThat(REPOSITORY.resolve("docs/runbooks/" + alert.get("alert") + ".md"))
                    .exists();
        });
    }

    private static List<GenericKubernetesResource> rules(String chart, String... pairs) {
        var template = new Helm(REPOSITORY.resolve("helm").resolve(chart))
                .template()
                .withName("ringfort")
                .withNamespace("calls");
        for (int i = 0; i < pairs.length; i += 2) {
            template.set(pairs[i], pairs[i + 1]);
        }
        var serialization = new KubernetesSerialization();
        return Arrays.stream(template.call().split("(?m)^---.*$", -1))
                .filter(document -> document.contains("kind: PrometheusRule"))
                .map(document -> serialization.unmarshal(document, GenericKubernetesResource.class))
                .toList();
    }
}
