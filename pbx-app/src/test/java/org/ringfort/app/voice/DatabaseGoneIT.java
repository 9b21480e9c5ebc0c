package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.ringfort.app.TestDatabase;
import org.ringfort.app.platform.grpc.GrpcDoor;
import org.ringfort.contract.control.v1.BindRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** PostgreSQL is stopped under the running application, and started again. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@DirtiesContext
class DatabaseGoneIT {
    private static final EdgePki PKI = new EdgePki();
    private static final StoppablePostgres POSTGRES = new StoppablePostgres();
    private static final Duration ENOUGH = Duration.ofSeconds(3); // one second, and what a loaded machine takes
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @LocalServerPort
    int port;

    @LocalManagementPort
    int management;

    @Autowired
    GrpcDoor grpc;

    private final HttpClient http = HttpClient.newHttpClient();

    /** A server of its own, that keeps its data while it is stopped. */
    private static final class StoppablePostgres {
        private final Path data;
        private final int port;
        private EmbeddedPostgres running;

        StoppablePostgres() {
            try {
                port = portNobodyIsGiven();
                data = Files.createTempDirectory("ringfort-stoppable");
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            running = start();
        }

        /** Below those that Linux gives to whoever asks for any (from 32768): it must be free again for the second start. */
        private static int portNobodyIsGiven() throws IOException {
            for (int port = 32_767; port > 32_000; port--) {
                if (isFree(port)) {
                    return port;
                }
            }
            throw new IOException("no port is free");
        }

        private static boolean isFree(int port) throws IOException {
            try (ServerSocket free = new ServerSocket(port)) {
                return free.isBound();
            } catch (BindException taken) {
                return false;
            }
        }

        EmbeddedPostgres start() {
            try {
                running = EmbeddedPostgres.builder()
                        .setPort(port)
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .start();
                return running;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        void stop() throws IOException {
            running.close();
        }
    }

    @DynamicPropertySource
    static void application(DynamicPropertyRegistry registry) {
        TestDatabase.register(registry, "127.0.0.1", POSTGRES.port);
        registry.add("ringfort.grpc.enabled", () -> true);
        registry.add("ringfort.grpc.port", () -> 0);
        registry.add("ringfort.grpc.certificate", () -> PKI.certificate("app").toString());
        registry.add("ringfort.grpc.key", () -> PKI.key("app").toString());
        registry.add("ringfort.grpc.trust", () -> PKI.trust().toString());
    }

    @AfterAll
    static void end() throws IOException {
        POSTGRES.stop();
    }

    private HttpResponse<String> get(int at, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                .timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ended);
        }
    }

    private static void eventually(String what, Duration patience, BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private boolean ready() {
        return get(management, "/actuator/health/readiness").statusCode() == 200;
    }

    private void refusedAtOnce(String... headers) {
        long before = System.nanoTime();
        HttpResponse<String> answer = get(port, "/api/v1/extensions", headers);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(ENOUGH);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(5);
        assertThat(answer.body()).contains("\"code\":\"unavailable\"");
    }

    private Status.Code bind(ScriptedEdge edge) {
        long before = System.nanoTime();
        try {
            edge.bind(BindRequest.newBuilder()
                    .setDomain("d" + before + ".example") // not one that is remembered
                    .setUser("101")
                    .setQuery(true)
                    .build());
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(ENOUGH);
            return refused.getStatus().getCode();
        }
    }

    @Test
    void nobody_hangs_while_it_is_gone_and_all_comes_back_by_itself() throws Exception {
        String[] program = {"Authorization", "Bearer rf_" + "k".repeat(43)};
        String[] person = {"Cookie", "__Host-session=bm9ib2R5"};
        try (ScriptedEdge edge = new ScriptedEdge(grpc.port(), PKI, "edge-1", "first")) {
            edge.attach();
            assertThat(ready()).isTrue();
            assertThat(get(port, "/api/v1/extensions", program).statusCode()).isEqualTo(401);
            assertThat(bind(edge)).isEqualTo(Status.Code.OK);

            POSTGRES.stop();

            eventually("readiness goes off", PATIENCE, () -> !ready());
            assertThat(get(management, "/actuator/health/liveness").statusCode())
                    .as("a restart would help nobody")
                    .isEqualTo(200);
            for (int i = 0; i < 5; i++) {
                refusedAtOnce(program);
                refusedAtOnce(person);
                assertThat(bind(edge)).isEqualTo(Status.Code.UNAVAILABLE);
            }

            POSTGRES.start();

            eventually("readiness comes back", PATIENCE, this::ready);
            eventually(
                    "the API comes back",
                    PATIENCE,
                    () -> get(port, "/api/v1/extensions", program).statusCode() == 401
                            && get(port, "/api/v1/extensions", person).statusCode() == 401);
            eventually("edges are served again", PATIENCE, () -> bind(edge) == Status.Code.OK);
        }
    }
}
