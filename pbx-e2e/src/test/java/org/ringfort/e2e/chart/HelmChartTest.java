package org.ringfort.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.VolumeMount;
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

/** What the umbrella chart renders, by values. Longer than others, since each of its tests is a line or two over the same few readers of what was rendered. */
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

    @Test
    void media_is_told_of_shared_ports_of_which_two_are_let_in_for_each_loop_and_of_its_reserve() {
        List<HasMetadata> objects = render("pbx-media.rtp.sharedPort", "9980");
        assertThat(settings(objects, "media.properties"))
                .contains("media.shared-port=9980\n")
                .as("media counts its processors")
                .doesNotContain("media.loops");
        assertThat(mediaPorts(objects)).as("of eight loops").containsExactly("10000-10500", "9980-9995");
        objects = render("pbx-media.rtp.sharedPort", "9980", "pbx-media.rtp.loops", "3");
        assertThat(settings(objects, "media.properties")).contains("media.loops=3\n");
        assertThat(mediaPorts(objects)).containsExactly("10000-10500", "9980-9985");
        assertThat(mediaPorts(render())).containsExactly("10000-10500");
        assertThat(settings(render(), "media.properties")).contains("media.reserved-calls=4\n");
        assertThat(settings(render("pbx-media.rtp.reservedCalls", "9"), "media.properties"))
                .contains("media.reserved-calls=9\n");
    }

    private static List<String> mediaPorts(List<HasMetadata> objects) {
        return objects.stream()
                .filter(NetworkPolicy.class::isInstance)
                .map(NetworkPolicy.class::cast)
                .filter(policy -> policy.getMetadata().getName().endsWith("pbx-media"))
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .flatMap(rule -> rule.getPorts().stream())
                .filter(port -> port.getProtocol().equals("UDP"))
                .map(port -> port.getPort().getIntVal() + "-" + port.getEndPort())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "pbx-media.rtp.firstPort, 80, firstPort",
        "pbx-media.rtp.sharedPort, 9999, sharedPort",
        "pbx-media.rtp.loops, 33, loops",
        "pbx-media.rtp.reservedCalls, -1, reservedCalls",
        "pbx-media.rtp.network, bridge, network",
        "pbx-app.database.url, mysql://x, url",
        "pbx-app.replicas, 0, replicas",
        "pbx-sip-edge.sip.serviceType, Ingress, serviceType",
        "pbx-sip-edge.sip.prot, 5061, prot",
        "pbx-sipedge.replicas, 1, pbx-sipedge",
        "pbx-sip-edge.certificates.client.demand, required, authoritiesSecret",
        "pbx-sip-edge.certificates.client.demand, perhaps, demand",
        "pbx-sip-edge.acme.directory, http://acme.example, directory",
        "pbx-sip-edge.trace.way, sctp, way",
        "pbx-app.network.fetchFrom[0], everywhere, fetchFrom",
        "pbx-app.objects.endpoint, http://s3.example, endpoint",
        "pbx-app.objects.endpoint, https://s3.example, objects",
    })
    void a_wrong_value_is_refused_by_its_name(String key, String value, String named) {
        assertThatThrownBy(() -> render(key, value)).hasMessageContaining(named);
    }

    @Test
    void the_edge_calls_gateways_only_where_they_were_named() {
        assertThat(edgeCalls(render())).isEmpty();
        assertThat(edgeCalls(render("pbx-sip-edge.network.gatewaysAt[0]", "203.0.113.0/24")))
                .containsExactly("203.0.113.0/24");
        assertThat(edgeCalls(render("pbx-sip-edge.certificates.respondersAt[0]", "203.0.113.8/32")))
                .containsExactly("203.0.113.8/32");
    }

    @Test
    void certificates_and_authorities_come_from_secrets_and_are_where_the_edge_looks() throws Exception {
        List<HasMetadata> objects = render(
                "pbx-sip-edge.certificates.phones[0]", "acme-example-tls",
                "pbx-sip-edge.certificates.trunks[0].name", "carrier",
                "pbx-sip-edge.certificates.trunks[0].secret", "carrier-tls",
                "pbx-sip-edge.certificates.client.demand", "wanted",
                "pbx-sip-edge.certificates.client.authoritiesSecret", "device-ca",
                "pbx-sip-edge.certificates.client.revocationLists", "true");
        assertThat(edgeSettings(objects))
                .contains(
                        "sip.certificates=/var/run/ringfort/sip-certificates",
                        "trunks.certificates=/var/run/ringfort/trunk-certificates",
                        "sip.client-certificates=wanted",
                        "sip.client-authorities=/var/run/ringfort/client-authorities/ca.crt",
                        "sip.client-revoked=/var/run/ringfort/client-authorities/crl.pem");
        StatefulSet edge = edge(objects);
        assertThat(UnknownFields.of(edge)).isEmpty();
        PodSpec pod = edge.getSpec().getTemplate().getSpec();
        assertThat(pod.getContainers().getFirst().getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains(
                        "/var/run/ringfort/sip-certificates",
                        "/var/run/ringfort/trunk-certificates",
                        "/var/run/ringfort/client-authorities");
        assertThat(files(pod, "sip-certificates"))
                .containsExactly("acme-example-tls/tls.crt", "acme-example-tls/tls.key");
        assertThat(files(pod, "trunk-certificates")).containsExactly("carrier.pem", "carrier.key");
    }

    private static List<String> files(PodSpec pod, String volume) {
        return pod.getVolumes().stream()
                .filter(one -> one.getName().equals(volume))
                .flatMap(one -> one.getProjected().getSources().stream())
                .flatMap(source -> source.getSecret().getItems().stream())
                .map(KeyToPath::getPath)
                .toList();
    }

    @Test
    void acme_has_its_port_its_way_out_and_a_disk_that_survives() throws Exception {
        assertThat(edgePorts(render())).containsExactly("sips");
        List<HasMetadata> objects = render(
                "pbx-sip-edge.acme.directory", "https://acme.example/directory",
                "pbx-sip-edge.acme.names[0]", "sip.example.com",
                "pbx-sip-edge.acme.termsAgreed", "true",
                "pbx-sip-edge.acme.authorityAt[0]", "203.0.113.9/32");
        assertThat(edgePorts(objects)).containsExactly("sips", "acme");
        assertThat(edgeCalls(objects)).containsExactly("203.0.113.9/32");
        assertThat(edgeSettings(objects))
                .contains(
                        "acme.directory=https://acme.example/directory",
                        "acme.names=sip.example.com",
                        "acme.terms-agreed=true",
                        "acme.account=/var/lib/ringfort/acme-account.key",
                        "sip.certificates=/var/lib/ringfort/certificates");
        for (HasMetadata object : objects) {
            assertThat(UnknownFields.of(object)).isEmpty();
        }
        assertThatThrownBy(() -> render(
                        "pbx-sip-edge.acme.directory", "https://acme.example/directory",
                        "pbx-sip-edge.certificates.phones[0]", "acme-example-tls"))
                .hasMessageContaining("certificates.phones");
    }

    private static List<String> edgePorts(List<HasMetadata> objects) {
        return objects.stream()
                .filter(Service.class::isInstance)
                .map(Service.class::cast)
                .filter(service -> service.getMetadata().getName().endsWith("pbx-sip-edge"))
                .flatMap(service -> service.getSpec().getPorts().stream())
                .map(ServicePort::getName)
                .toList();
    }

    @Test
    void the_collector_of_traces_is_told_where_it_was_named() {
        List<HasMetadata> objects = render(
                "pbx-sip-edge.trace.collector", "10.4.5.6",
                "pbx-sip-edge.trace.collectorAt[0]", "10.4.5.6/32");
        assertThat(edgeCalls(objects)).containsExactly("10.4.5.6/32");
        assertThat(edgeSettings(objects))
                .contains("trace.collector=10.4.5.6", "trace.collector-port=9060", "trace.collector-way=udp");
        assertThat(edgeSettings(render())).doesNotContain("trace.collector");
    }

    @Test
    void the_app_fetches_only_where_it_was_told_to() {
        assertThat(calls(render("pbx-app.network.fetchFrom[0]", "0.0.0.0/0"), "pbx-app"))
                .contains("0.0.0.0/0");
        assertThat(calls(render(), "pbx-app")).doesNotContain("0.0.0.0/0");
    }

    @Test
    void the_app_is_told_of_turn_servers_and_their_secret_where_there_are_any() {
        String url = "turns:turn.example:5349?transport=tcp";
        List<HasMetadata> objects = render("pbx-app.turn.urls[0]", url, "pbx-app.turn.secret", "turn-secret");
        assertThat(appSettings(objects)).contains("ringfort.turn.urls=" + url, "ringfort.turn.secret-file=");
        assertThat(podSpecs(objects).stream().flatMap(pod -> pod.getVolumes().stream()))
                .anyMatch(volume -> volume.getSecret() != null
                        && volume.getSecret().getSecretName().equals("turn-secret"));
        assertThat(appSettings(render())).doesNotContain("ringfort.turn");
        assertThatThrownBy(() -> render("pbx-app.turn.urls[0]", url)).hasMessageContaining("secret");
    }

    @Test
    void the_app_is_told_of_an_object_store_its_secret_and_the_way_there_where_there_is_one() {
        String[] named = {
            "pbx-app.objects.endpoint", "https://s3.example:9000",
            "pbx-app.objects.bucket", "ringfort",
            "pbx-app.objects.accessKey", "AKIA",
            "pbx-app.objects.secret", "s3-secret",
            "pbx-app.network.objectsAt[0]", "192.0.2.9/32"
        };
        List<HasMetadata> objects = render(named);
        assertThat(appSettings(objects))
                .contains("ringfort.objects.store=bucket", "ringfort.objects.endpoint=https://s3.example:9000");
        assertThat(podSpecs(objects).stream().flatMap(pod -> pod.getVolumes().stream()))
                .anyMatch(volume -> volume.getSecret() != null
                        && volume.getSecret().getSecretName().equals("s3-secret"));
        assertThat(objects)
                .filteredOn(NetworkPolicy.class::isInstance)
                .anySatisfy(policy -> assertThat(policy.toString()).contains("192.0.2.9/32", "9000"));
        assertThat(appSettings(render())).doesNotContain("ringfort.objects");
        String[] without = Arrays.copyOf(named, named.length - 2);
        assertThatThrownBy(() -> render(without)).hasMessageContaining("objectsAt");
    }

    private static StatefulSet edge(List<HasMetadata> objects) {
        return objects.stream()
                .filter(StatefulSet.class::isInstance)
                .map(StatefulSet.class::cast)
                .filter(set -> set.getMetadata().getName().endsWith("pbx-sip-edge"))
                .findFirst()
                .orElseThrow();
    }

    private static String edgeSettings(List<HasMetadata> objects) {
        return settings(objects, "edge.properties");
    }

    private static String appSettings(List<HasMetadata> objects) {
        return settings(objects, "application.properties");
    }

    private static String settings(List<HasMetadata> objects, String file) {
        return objects.stream()
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .map(map -> map.getData().getOrDefault(file, ""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** Networks outside of the cluster that the edge may open connections to. */
    private static List<String> edgeCalls(List<HasMetadata> objects) {
        return calls(objects, "pbx-sip-edge");
    }

    private static List<String> calls(List<HasMetadata> objects, String chart) {
        return objects.stream()
                .filter(NetworkPolicy.class::isInstance)
                .map(NetworkPolicy.class::cast)
                .filter(policy -> policy.getMetadata().getName().endsWith(chart))
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
