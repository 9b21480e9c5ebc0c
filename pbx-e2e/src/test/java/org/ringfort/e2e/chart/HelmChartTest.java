package org.ringfort.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelmChartTest {
    private static final Path CHARTS = Path.of("..", "helm").toAbsolutePath().normalize();

    @TempDir
    static Path copies;

    @BeforeAll
    static void copyWithSubcharts() throws IOException {
        copy(CHARTS, copies);
        for (String chart : List.of("pbx-app", "pbx-sip-edge", "pbx-media")) {
            copy(CHARTS.resolve(chart), copies.resolve("pbx/charts").resolve(chart));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pbx-app", "pbx-sip-edge", "pbx-media", "pbx"})
    void a_chart_passes_helms_strict_lint(String chart) {
        var result = new Helm(copies.resolve(chart)).lint().strict().call();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @Test
    void the_umbrella_renders_three_workloads_with_services_policies_and_budgets() {
        List<HasMetadata> objects = render();

        assertThat(objects.stream().map(HasMetadata::getKind))
                .contains("Deployment", "StatefulSet", "Service", "NetworkPolicy", "PodDisruptionBudget", "ConfigMap");
        assertThat(podSpecs(objects)).hasSize(3);
        assertThat(objects.stream().filter(object -> object.getKind().equals("PodDisruptionBudget")))
                .hasSize(3);
        assertThat(objects.stream()
                        .filter(NetworkPolicy.class::isInstance)
                        .map(NetworkPolicy.class::cast)
                        .map(policy -> policy.getSpec().getPolicyTypes()))
                .hasSize(4)
                .allSatisfy(types -> assertThat(types).containsExactly("Ingress", "Egress"));
        assertThat(objects).noneMatch(object -> object.getKind().equals("Secret"));
    }

    @Test
    void every_field_of_every_object_is_known_to_kubernetes() throws Exception {
        for (HasMetadata object : render()) {
            assertThat(UnknownFields.of(object))
                    .as(object.getKind() + " " + object.getMetadata().getName())
                    .isEmpty();
        }
    }

    @Test
    void a_misspelt_field_would_be_found() throws Exception {
        String yaml =
                "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: x, imagePulPolicy: Never}]}\n";
        Object pod = new KubernetesSerialization().unmarshal(yaml);

        assertThat(UnknownFields.of(pod)).singleElement().asString().contains("imagePulPolicy");
    }

    @Test
    void pods_are_not_root_cannot_write_and_hold_no_capability() {
        for (PodSpec pod : podSpecs(render())) {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            for (Container container : pod.getContainers()) {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getSecurityContext().getCapabilities().getAdd())
                        .isEmpty();
                assertThat(container.getReadinessProbe().getHttpGet().getPath()).isNotBlank();
                assertThat(container.getLivenessProbe().getHttpGet().getPath()).isNotBlank();
                assertThat(container.getResources().getLimits()).containsKey("memory");
            }
        }
    }

    @Test
    void host_network_is_a_choice() {
        assertThat(podSpecs(render())).noneMatch(pod -> Boolean.TRUE.equals(pod.getHostNetwork()));
        assertThat(podSpecs(render("pbx-media.rtp.network", "host")))
                .anyMatch(pod -> Boolean.TRUE.equals(pod.getHostNetwork()));
    }

    @ParameterizedTest
    @CsvSource({
        "pbx-media.rtp.firstPort, 80, firstPort",
        "pbx-media.rtp.network, bridge, network",
        "pbx-app.database.url, mysql://x, url",
        "pbx-app.replicas, 0, replicas",
        "pbx-sip-edge.sip.serviceType, Ingress, serviceType",
        "pbx-sip-edge.sip.prot, 5061, prot",
        "pbx-sipedge.replicas, 1, pbx-sipedge",
    })
    void a_wrong_value_is_refused_by_its_name(String key, String value, String named) {
        assertThatThrownBy(() -> render(key, value)).hasMessageContaining(named);
    }

    @Test
    void the_edge_calls_gateways_only_where_they_were_named() {
        assertThat(edgeCalls(render())).isEmpty();
        assertThat(edgeCalls(render("pbx-sip-edge.network.gatewaysAt[0]", "203.0.113.0/24")))
                .containsExactly("203.0.113.0/24");
    }

    /** Networks outside of the cluster that the edge may open connections to. */
    private static List<String> edgeCalls(List<HasMetadata> objects) {
        return objects.stream()
                .filter(NetworkPolicy.class::isInstance)
                .map(NetworkPolicy.class::cast)
                .filter(policy -> policy.getMetadata().getName().endsWith("pbx-sip-edge"))
                .flatMap(policy -> policy.getSpec().getEgress().stream())
                .flatMap(rule -> rule.getTo().stream())
                .filter(peer -> peer.getIpBlock() != null)
                .map(peer -> peer.getIpBlock().getCidr())
                .toList();
    }

    private static List<HasMetadata> render(String... pairs) {
        var template = new Helm(copies.resolve("pbx")).template().withName("ringfort");
        for (int i = 0; i < pairs.length; i += 2) {
            template.set(pairs[i], pairs[i + 1]);
        }
        var serialization = new KubernetesSerialization();
        var objects = new ArrayList<HasMetadata>();
        for (String document : template.call().split("(?m)^---.*$", -1)) {
            if (Arrays.stream(document.split("\n", -1)).anyMatch(line -> !line.isBlank() && !line.startsWith("#"))) {
                objects.add(serialization.unmarshal(document));
            }
        }
        return objects;
    }

    private static List<PodSpec> podSpecs(List<HasMetadata> objects) {
        var pods = new ArrayList<PodSpec>();
        for (HasMetadata object : objects) {
            if (object instanceof Deployment deployment) {
                pods.add(deployment.getSpec().getTemplate().getSpec());
            } else if (object instanceof StatefulSet set) {
                pods.add(set.getSpec().getTemplate().getSpec());
            }
        }
        return pods;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void every_value_is_in_the_schema_and_explained() throws IOException {
        for (String chart : List.of("pbx-app", "pbx-sip-edge", "pbx-media")) {
            Map<?, ?> values = new KubernetesSerialization()
                    .unmarshal(Files.readString(CHARTS.resolve(chart).resolve("values.yaml")), Map.class);
            String schema = Files.readString(CHARTS.resolve(chart).resolve("values.schema.json"));
            assertThat(values.keySet()).allSatisfy(key -> assertThat(schema).contains("\"" + key + "\""));
        }
    }
}
