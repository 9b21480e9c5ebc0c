package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringfort.e2e.line.FaultyLine;
import org.ringfort.e2e.line.FaultyLine.Fault;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Programs;
import org.ringfort.e2e.phone.Sipp;
import org.ringfort.e2e.phone.TlsTunnel;
import org.ringfort.e2e.phone.Trust;
import tools.jackson.databind.JsonNode;

/**
 * PostgreSQL behind a line with four different faults: two baresips that talk go on talking, SIPp's hundred calls are set up, the
 * API says no at once, and all is well when the line is.
 */
class DatabaseAwayIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    /** Long enough that a busy machine does not matter, and much less than any waiting for a database takes. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final Duration FOUND_OUT = Duration.ofSeconds(2);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(10);
    private static final int CALLS = 100;
    /** What a phone buffers before it writes down what it hears, and what the test takes to look. */
    private static final double A_SECOND_OR_TWO = 2;

    private static final Pattern DATABASE = Pattern.compile("(jdbc:postgresql://127\\.0\\.0\\.1:)(\\d+)");

    private static DemoUnderTest demo;
    private static FaultyLine line;
    private static Path configuration;
    private static String before = "";

    /** The app's way to its database leads over the line, for as long as the tests last. */
    @BeforeAll
    static void begin() throws Exception {
        Programs.need("sipp");
        demo = DemoUnderTest.shared();
        configuration = DemoUnderTest.directory().resolve("config/pbx-app.properties");
        before = Files.readString(configuration);
        Matcher url = DATABASE.matcher(before);
        assertThat(url.find()).isTrue();
        line = FaultyLine.to(Integer.parseInt(url.group(2)));
        Files.writeString(configuration, url.replaceFirst("$1" + line.port()) + "ringfort.registrar.read-ahead=1s\n");
        restart();
    }

    @AfterAll
    static void end() throws Exception {
        if (line != null) {
            line.set(Fault.NONE);
            Files.writeString(configuration, before);
            restart();
            line.close();
        }
    }

    private static void restart() throws Exception {
        KilledProcessIT.kill(demo, "pbx-app");
        KilledProcessIT.awaitReady(demo, "pbx-app");
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void calls_go_on_and_begin(Fault fault) throws Exception {
        String name = fault.name().toLowerCase(java.util.Locale.ROOT);
        Instant began = Instant.now();
        try (TlsTunnel tunnel = TlsTunnel.open(
                        demo.lan().guest(248),
                        new InetSocketAddress(demo.host(), demo.tlsPort()),
                        Trust.only(demo.ca()));
                Baresip alice = demo.registered("away-alice-" + name, demo.phone("102", 440));
                Baresip bob = demo.registered("away-bob-" + name, demo.phone("104", 660));
                Sipp callee = sipp(
                        tunnel,
                        "register.xml",
                        "103",
                        "",
                        "callee-" + name,
                        Sipp.andServing("answer.xml", Duration.ofSeconds(80)))) {
            callee.await("SIP/2.0 200", SOON);
            alice.command("dial", "sip:104@" + demo.domain());
            bob.await("CALL_ESTABLISHED", SOON);
            Thread.sleep(10_000); // what is read ahead every second has been, on a busy machine, too

            List<Long> processes = processes();
            double aliceHeard = alice.heardSeconds();
            double bobHeard = bob.heardSeconds();
            line.set(fault);
            long since = System.nanoTime();
            try (Sipp caller =
                    sipp(tunnel, "call.xml", "101", "103", "caller-" + name, "-m", String.valueOf(CALLS), "-r", "7")) {
                List<String> wrong = refusals(caller, since);
                assertThat(caller.result())
                        .as("%s%n%s", refused(), caller.errors())
                        .isZero();
                assertThat(wrong).as("answers of the API").isEmpty();
            }
            double lasted = Duration.ofNanos(System.nanoTime() - since).toMillis() / 1e3;
            assertThat(alice.heardSeconds() - aliceHeard)
                    .as("alice hears all the while")
                    .isGreaterThan(lasted - A_SECOND_OR_TWO);
            assertThat(bob.heardSeconds() - bobHeard)
                    .as("bob hears all the while")
                    .isGreaterThan(lasted - A_SECOND_OR_TWO);
            alice.awaitTone(660, lasted, SOON);
            bob.awaitTone(440, lasted, SOON);

            line.set(Fault.NONE);
            serves(System.nanoTime());
            try (Sipp phone = sipp(tunnel, "register.xml", "101", "", "back-" + name, "-m", "1")) {
                assertThat(phone.result()).as(phone.errors()).isZero();
            }
            assertThat(processes()).as("nothing was started again").isEqualTo(processes);
            alice.command("hangup", "");
            alice.await("CALL_CLOSED", SOON);
        }
        awaitRecords(began);
    }

    @AfterEach
    void mend() {
        line.set(Fault.NONE);
    }

    /** What edge and app say of calls that did not come about, for whoever has to find out why. */
    private static String refused() throws Exception {
        return Stream.concat(
                        DemoUnderTest.log("pbx-sip-edge").lines().filter(said -> said.contains(" unavailable: ")),
                        DemoUnderTest.log("pbx-app").lines().filter(said -> said.contains("question was refused")))
                .limit(20)
                .collect(Collectors.joining("\n"));
    }

    private static List<Long> processes() throws Exception {
        return List.of(demo.pid("pbx-app"), demo.pid("pbx-sip-edge"), demo.pid("pbx-media"));
    }

    private static Sipp sipp(
            TlsTunnel tunnel, String scenario, String extension, String callee, String name, String... more)
            throws Exception {
        return Sipp.start(
                demo.station(),
                scenario,
                new Sipp.Setup(tunnel.entrance(), "TLS", demo.account(extension), demo.domain(), callee),
                DemoUnderTest.scratch("sipp-away-" + name),
                more);
    }

    /** What the API answers while calls are set up that it should not, once it has had two seconds to find out. */
    private static List<String> refusals(Sipp caller, long since) throws Exception {
        var wrong = new ArrayList<String>();
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(Trust.only(demo.ca())).build()) {
            while (caller.isRunning()) {
                long asked = System.nanoTime();
                HttpResponse<String> answer = ask(client);
                Duration took = Duration.ofNanos(System.nanoTime() - asked);
                boolean known = asked - since > FOUND_OUT.toNanos();
                boolean right = answer.statusCode() == 503
                        && answer.headers().firstValue("Retry-After").isPresent()
                        && answer.headers()
                                .firstValue("Content-Type")
                                .filter("application/problem+json"::equals)
                                .isPresent()
                        && took.compareTo(AT_ONCE) <= 0;
                if (known && !right) {
                    wrong.add(answer.statusCode() + " after " + took);
                }
                Thread.sleep(300); // between two questions
            }
        }
        return wrong;
    }

    private static HttpResponse<String> ask(HttpClient client) throws Exception {
        JsonNode api = demo.face().path("api");
        return client.send(
                HttpRequest.newBuilder(URI.create(api.path("url").asString() + "/extensions"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + api.path("key").asString())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void serves(long since) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(Trust.only(demo.ca())).build()) {
            while (ask(client).statusCode() != 200) {
                assertThat(Duration.ofNanos(System.nanoTime() - since))
                        .as("it serves again")
                        .isLessThan(BACK_WITHIN);
                Thread.sleep(100); // between two questions
            }
        }
    }

    /** Of each call one, wherever it waited. */
    private static void awaitRecords(Instant since) throws Exception {
        long deadline = System.nanoTime() + SOON.toNanos();
        List<String> calls = List.of();
        while (calls.size() < CALLS + 1) {
            assertThat(System.nanoTime()).as("%d records", calls.size()).isLessThan(deadline);
            Thread.sleep(200); // between two looks
            calls = records(since);
        }
        Thread.sleep(2000); // what would come twice has come
        assertThat(records(since)).hasSize(CALLS + 1).doesNotHaveDuplicates();
    }

    /** Each by who called when: a record that is there twice has an identity of its own, and these of the first. */
    private static List<String> records(Instant since) throws Exception {
        var calls = new ArrayList<String>();
        for (JsonNode record : demo.api().get("/call-records?limit=200").path("items")) {
            if (Instant.parse(record.path("startedAt").asString()).isAfter(since)) {
                calls.add(record.path("caller").asString() + " at "
                        + record.path("startedAt").asString());
            }
        }
        return calls;
    }
}
