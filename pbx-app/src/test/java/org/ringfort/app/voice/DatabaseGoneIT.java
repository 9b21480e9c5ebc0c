package org.ringfort.app.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.TestDatabase;
import org.ringfort.app.platform.database.DatabaseWatch;
import org.ringfort.app.platform.memory.ReadAhead;
import org.ringfort.contract.control.v1.Plan;
import org.ringfort.contract.control.v1.Refused;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** PostgreSQL is stopped under the running application, and started again: calls go on, and nobody hangs. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@Import(DatabaseGoneIT.RoundsOfReading.class)
@DirtiesContext
class DatabaseGoneIT extends VoiceScene {
    private static final StoppablePostgres POSTGRES = new StoppablePostgres();
    private static final Duration ENOUGH = Duration.ofSeconds(3); // one second, and what a loaded machine takes

    @LocalServerPort
    int port;

    @LocalManagementPort
    int management;

    @Autowired
    DatabaseWatch database;

    @Autowired
    RoundsOfReading rounds;

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
        registry.add("ringfort.registrar.read-ahead", () -> "100ms");
        door(registry);
    }

    /** Counts how often a tenant was read ahead. */
    @TestComponent
    static class RoundsOfReading implements ReadAhead {
        private final Map<TenantId, Integer> rounds = new ConcurrentHashMap<>();

        @Override
        public void readAhead(TenantId tenant) {
            rounds.merge(tenant, 1, Integer::sum);
        }

        /** A whole one began after now. */
        void await(TenantId tenant) throws InterruptedException {
            int before = rounds.getOrDefault(tenant, 0);
            Eventually.holds("the tenant is read ahead", () -> rounds.getOrDefault(tenant, 0) >= before + 2);
        }
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

    /** Somebody of whom nothing is known answers the challenge. */
    private Status.Code answers(TestPhone stranger) {
        long before = System.nanoTime();
        try {
            assertThat(stranger.bind(stranger.register(60)).hasChallenged()).isTrue();
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(ENOUGH);
            return refused.getStatus().getCode();
        }
    }

    private void stop() throws Exception {
        POSTGRES.stop();
        Eventually.holds("it is known to be away", database::isAway);
    }

    private void start() throws Exception {
        POSTGRES.start();
        Eventually.holds("it is known to be back", () -> !database.isAway());
    }

    @Test
    void nobody_hangs_while_it_is_gone_and_all_comes_back_by_itself() throws Exception {
        String[] program = {"Authorization", "Bearer rf_" + "k".repeat(43)};
        String[] person = {"Cookie", "__Host-session=bm9ib2R5"};
        assertThat(get(port, "/api/v1/extensions", program).statusCode()).isEqualTo(401);
        TestPhone stranger = phone("101", false).withName("nobody");
        assertThat(answers(stranger)).isEqualTo(Status.Code.OK);

        stop();

        assertThat(ready()).as("calls go on here, and nowhere better").isTrue();
        assertThat(get(management, "/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(get(management, "/actuator/prometheus").body())
                .contains("ringfort_app_database_away 1.0", "hikaricp_connections_max");
        for (int i = 0; i < 5; i++) {
            refusedAtOnce(program);
            refusedAtOnce(person);
            assertThat(answers(stranger)).isEqualTo(Status.Code.UNAVAILABLE);
        }

        start();

        Eventually.holds(
                "the API comes back",
                () -> get(port, "/api/v1/extensions", program).statusCode() == 401
                        && get(port, "/api/v1/extensions", person).statusCode() == 401);
        Eventually.holds("edges are served again", () -> answers(stranger) == Status.Code.OK);
    }

    @Test
    void phones_that_are_registered_call_each_other_while_it_is_gone() throws Exception {
        TestPhone caller = phone("101", false);
        TestPhone called = phone("102", true);
        TestPhone gone = phone("103", false);
        for (TestPhone phone : List.of(caller, called, gone)) {
            assertThat(phone.bind(phone.register(300)).hasBound()).isTrue();
        }
        gone.bind(gone.register(0));
        rounds.await(tenant.id());

        stop();

        Plan plan = caller.route(caller.call("102")).getPlan();
        assertThat(plan.getSteps(0).getRing().getTargetsList())
                .extracting(Target::getFlow)
                .containsExactly("flow-of-" + called.device());
        assertThat(plan.getCaller().getNumber()).isEqualTo("101");
        assertThat(caller.route(caller.call("103"))
                        .getPlan()
                        .getSteps(0)
                        .getRefuse()
                        .getStatus())
                .isEqualTo(480);
        Refused busy = called.bind(called.register(300)).getRefused();
        assertThat(busy.getStatus()).as("a 200 is a promise").isEqualTo(503);
        assertThat(busy.getRetryAfterSeconds()).isPositive();

        start();

        Eventually.holds(
                "phones register again", () -> called.bind(called.register(300)).hasBound());
        assertThat(caller.route(caller.call("102")).getPlan().getSteps(0).hasRing())
                .isTrue();
    }

    @Test
    void who_cannot_register_again_while_it_is_gone_is_called_all_the_same() throws Exception {
        TestPhone caller = phone("101", false);
        TestPhone called = phone("102", false);
        called.bind(called.register(60));
        caller.bind(caller.register(300));
        Instant end = Instant.now().plusSeconds(2);
        transactions.run(
                tenant.id(),
                () -> jdbc.sql("update registrar.binding set expires_at = ? where device_id = ?")
                        .params(end.atOffset(ZoneOffset.UTC), called.device().value())
                        .update());
        rounds.await(tenant.id());

        stop();
        Eventually.holds("its time is over", () -> Instant.now().isAfter(end));

        assertThat(caller.route(caller.call("102")).getPlan().getSteps(0).hasRing())
                .isTrue();

        start();

        assertThat(caller.route(caller.call("102")).getPlan().getSteps(0).hasRing())
                .as("it may come back for a while")
                .isTrue();
    }

    @Test
    void who_guesses_while_it_is_gone_does_not_learn_who_there_is() throws Exception {
        TestPhone phone = phone("101", false);
        phone.bind(phone.register(300));
        rounds.await(tenant.id());

        stop();

        for (TestPhone guesser : List.of(phone.withPassword("guessed"), phone.withName("nobody"))) {
            assertThatThrownBy(() -> guesser.route(guesser.call("*43")))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        }

        start();
    }
}
