package org.ringfort.process.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean attached = new AtomicBoolean();
    private final InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void readiness_follows_its_checks_and_names_the_one_that_fails() throws Exception {
        try (var http = HttpClient.newHttpClient();
                var server = HealthServer.start(
                        any, List.of(), List.of(Check.of("app stream", attached::get, "not attached")), registry)) {
            assertThat(get(http, server, "/health/live").statusCode()).isEqualTo(200);
            HttpResponse<String> unready = get(http, server, "/health/ready");
            assertThat(unready.statusCode()).isEqualTo(503);
            assertThat(unready.body()).contains("\"app stream\"", "\"not attached\"");
            attached.set(true);
            assertThat(get(http, server, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(http, server, "/health/readyness").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void metrics_are_printed_for_prometheus() throws Exception {
        registry.counter("ringfort.sip.dropped", "reason", "untrusted").increment();
        try (var http = HttpClient.newHttpClient();
                var server = HealthServer.start(any, List.of(), List.of(), registry)) {
            assertThat(get(http, server, "/metrics").body())
                    .contains("ringfort_sip_dropped_total{reason=\"untrusted\"} 1.0");
            assertThat(get(http, server, "/metrics").body())
                    .as("what the process spends")
                    .contains(
                            "jvm_memory_used_bytes{area=\"heap\"",
                            "jvm_threads_live_threads",
                            "process_files_open_files")
                    .contains("process_cpu_usage", "jvm_gc_");
        }
    }

    @Test
    void a_taken_port_is_named() throws Exception {
        try (var first = HealthServer.start(any, List.of(), List.of(), registry)) {
            assertThatThrownBy(() -> HealthServer.start(first.address(), List.of(), List.of(), registry))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + first.address().getPort());
        }
    }

    private static HttpResponse<String> get(HttpClient http, HealthServer server, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + server.address().getPort() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
