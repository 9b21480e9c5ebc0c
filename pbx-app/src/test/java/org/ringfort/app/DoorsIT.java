package org.ringfort.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.grpc.GrpcDoor;
import org.ringfort.app.voice.EdgePki;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The three doors as an installation has them: HTTPS for people, mutual TLS for edges, plain HTTP for the platform. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
class DoorsIT {
    private static final EdgePki PKI = new EdgePki();

    @LocalServerPort
    int web;

    @LocalManagementPort
    int management;

    @Autowired
    GrpcDoor grpc;

    @Autowired
    ObjectProvider<UserDetailsService> users;

    @DynamicPropertySource
    static void application(DynamicPropertyRegistry registry) {
        TestDatabase.register(registry);
        registry.add("ringfort.web.tls", () -> true);
        registry.add("ringfort.web.certificate", () -> PKI.certificate("app").toString());
        registry.add("ringfort.web.key", () -> PKI.key("app").toString());
        registry.add("ringfort.grpc.enabled", () -> true);
        registry.add("ringfort.grpc.port", () -> 0);
        registry.add("ringfort.grpc.certificate", () -> PKI.certificate("app").toString());
        registry.add("ringfort.grpc.key", () -> PKI.key("app").toString());
        registry.add("ringfort.grpc.trust", () -> PKI.trust().toString());
    }

    /** The framework would make one, and print it. */
    @Test
    void there_is_no_user_with_a_password_that_was_made_at_the_start() {
        assertThat(users.stream()).isEmpty();
    }

    private static SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(PKI.trust())) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static HttpResponse<String> get(String address) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    @Test
    void people_come_by_https_and_are_told_to_stay_with_it() throws Exception {
        HttpResponse<String> answer = get("https://localhost:" + web + "/api/v1/session");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security").orElse(""))
                .contains("max-age=31536000");
        assertThat(get("https://localhost:" + web + "/actuator/health").statusCode())
                .isEqualTo(404);
    }

    @Test
    void health_says_whether_the_database_and_the_edges_door_are_there() throws Exception {
        String base = "http://127.0.0.1:" + management + "/actuator/";
        assertThat(get(base + "health/liveness").body()).contains("\"UP\"");
        assertThat(get(base + "health/readiness").body()).contains("\"UP\"");
        assertThat(get(base + "prometheus").body()).contains("jvm_memory_used_bytes", "hikaricp_connections_active");
        assertThat(get(base + "env").statusCode()).isEqualTo(404);
        assertThat(get(base + "heapdump").statusCode()).isEqualTo(404);
    }

    @Test
    void an_edge_without_a_certificate_is_turned_away() throws Exception {
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket("127.0.0.1", grpc.port())) {
            socket.setSoTimeout(10_000);
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        socket.getOutputStream()
                                .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
                                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                        if (socket.getInputStream().read() < 0) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }
}
