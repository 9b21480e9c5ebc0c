package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Programs;
import org.ringfort.e2e.phone.TokenIssuer;
import org.ringfort.e2e.phone.Trust;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JsSIP and SIP.js in Chromium register over a secure WebSocket, and talk with a phone by DTLS-SRTP.
 *
 * @rfc 7118 5
 */
class BrowserPhoneIT {
    private static final String EXTENSION = "108";
    private static final int PHONE_HZ = 660;
    private static final int BROWSER_HZ = 440;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private DemoUnderTest demo;
    private Baresip.Account account;

    @BeforeEach
    void demo() throws Exception {
        ConsoleVisit.need();
        demo = DemoUnderTest.shared();
        account = demo.account(EXTENSION);
    }

    private String registers(String kind, String secret, String... does) throws Exception {
        return visits("jssip", kind, secret, does);
    }

    private String visits(String library, String kind, String secret, String... does) throws Exception {
        var arguments = new ArrayList<>(List.of(library, EXTENSION, account.authUsername(), kind, secret));
        arguments.addAll(List.of(does));
        return ConsoleVisit.run("browser-phone", arguments.toArray(String[]::new));
    }

    /**
     * @rfc 5763 5
     * @rfc 8445 2.5
     */
    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void it_calls_a_phone_of_another_keying_and_both_are_heard(String library) throws Exception {
        try (Baresip bob = demo.registered(library + "-calls-bob", demo.phone("102", PHONE_HZ))) {
            CallRecords records = CallRecords.fromNow(demo);
            assertTalked(visits(library, "password", account.password(), "calls", "102", "" + PHONE_HZ));
            bob.awaitTone(BROWSER_HZ, 3, PATIENCE);
            bob.await("CALL_CLOSED", PATIENCE);

            JsonNode record = records.await(CallRecords.between(EXTENSION, "102"));
            JsonNode legs = demo.api()
                    .get("/call-records/" + record.path("id").asString())
                    .path("legs");
            assertThat(legs)
                    .extracting(leg -> leg.path("security").path("keying").asString())
                    .containsExactlyInAnyOrder("DTLS", "SDES");
            assertThat(record.path("secure").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void it_is_called_by_a_phone_of_another_keying_and_both_are_heard(String library) throws Exception {
        try (Baresip bob = demo.registered(library + "-is-called-bob", demo.phone("102", PHONE_HZ));
                var visits = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> visit =
                    visits.submit(() -> visits(library, "password", account.password(), "is-called", "" + PHONE_HZ));
            demo.api()
                    .await(
                            "/registrations?limit=100",
                            binding -> binding.path("extension").asString().equals(EXTENSION),
                            PATIENCE);
            bob.command("dial", "sip:" + EXTENSION + "@" + demo.domain());
            bob.await("CALL_ESTABLISHED", PATIENCE);
            bob.awaitTone(BROWSER_HZ, 3, PATIENCE);
            assertTalked(visit.get(2, TimeUnit.MINUTES));
            bob.await("CALL_CLOSED", PATIENCE);
        }
    }

    private JsonNode relay() throws Exception {
        String device = demo.api()
                .await(
                        "/devices?limit=100",
                        each -> each.path("extensionNumber").asString().equals(EXTENSION),
                        PATIENCE)
                .at("/device/id")
                .asString();
        return demo.api().send("POST", "/devices/" + device + "/turn-credentials", "");
    }

    /**
     * @rfc 8656 3
     */
    @Test
    void it_calls_through_a_relay_that_the_app_lets_it_use() throws Exception {
        Programs.need("turnserver");
        JsonNode relay = relay();
        try (Baresip bob = demo.registered("browser-relayed-bob", demo.phone("102", PHONE_HZ))) {
            String visit = registers(
                    "password",
                    account.password(),
                    "calls",
                    "102",
                    "" + PHONE_HZ,
                    relay.path("urls").path(0).asString(),
                    relay.path("username").asString(),
                    relay.path("credential").asString());
            assertTalked(visit);
            assertThat(visit).contains("\"path\":\"relay\"");
            bob.awaitTone(BROWSER_HZ, 3, PATIENCE);
            bob.await("CALL_CLOSED", PATIENCE);
        }
    }

    @Test
    void the_relay_leads_to_media_and_nowhere_else() throws Exception {
        Programs.need("turnserver", "turnutils_uclient");
        JsonNode relay = relay();
        URI server = URI.create(relay.path("urls").path(0).asString().replace("turn:", "turn://"));
        assertThat(says(relay, server, "169.254.169.254")).contains("error 403");
        assertThat(says(relay, server, "10.0.0.1")).contains("error 403");
        assertThat(says(relay, server, demo.host())).contains("start_mclient").doesNotContain("error");
    }

    /** What a client says that speaks to {@code peer} by the server. */
    private static String says(JsonNode relay, URI server, String peer) throws Exception {
        Path log = DemoUnderTest.scratch("turn-client").resolve("log");
        var command = List.of(
                "turnutils_uclient",
                "-u",
                relay.path("username").asString(),
                "-w",
                relay.path("credential").asString(),
                "-p",
                "" + server.getPort(),
                "-e",
                peer,
                "-n",
                "1",
                "-m",
                "1",
                server.getHost());
        Process client = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!client.waitFor(5, TimeUnit.SECONDS)) { // nobody answers what it says there
            client.destroyForcibly().waitFor();
        }
        return Files.readString(log);
    }

    private static void assertTalked(String visit) {
        assertThat(visit)
                .contains("it hears the other side")
                .contains("\"dtls\":\"connected\"")
                .contains("\"ice\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jssip", "sipjs"})
    void by_its_password_and_not_by_another(String library) throws Exception {
        assertThat(visits(library, "password", account.password()))
                .contains("registered 200")
                .contains("the API shows the phone")
                .contains("it is gone once it has unregistered");
        assertThat(visits(library, "password", "not-it")).contains("refused 401");
    }

    /**
     * @rfc 8898 2.2
     */
    @Test
    void by_an_access_token_of_the_issuer_that_its_tenant_names_and_not_by_one_for_somebody_else() throws Exception {
        JsonNode before = demo.api().get("/token-issuer");
        Path tls = DemoUnderTest.directory().resolve("tls");
        try (TokenIssuer issuer = TokenIssuer.open(
                new InetSocketAddress(demo.host(), 0),
                Trust.serving(tls.resolve("server.pem"), tls.resolve("server.key")))) {
            long version = believe(before.path("version").asLong(), issuer.name(), issuer.keysUrl(), true);
            try {
                Instant end = Instant.now().plus(Duration.ofMinutes(5));
                assertThat(registers("token", issuer.token(EXTENSION, end)))
                        .contains("registered 200")
                        .contains("the API shows the phone");
                assertThat(registers("token", issuer.token("101", end))).contains("refused 403");
                String token = issuer.token(EXTENSION, end);
                assertThat(registers("token", token.substring(0, token.length() - 8) + "AAAAAAAA"))
                        .contains("refused 401");
            } finally {
                believe(version, issuer.name(), issuer.keysUrl(), false);
            }
        }
    }

    private long believe(long version, String name, String keysUrl, boolean enabled) throws Exception {
        var wanted = JsonMapper.shared()
                .createObjectNode()
                .put("issuer", name)
                .put("audience", "pbx")
                .put("claim", "sip_extension")
                .put("jwksUrl", keysUrl)
                .put("enabled", enabled);
        return demo.api()
                .send("PUT", "/token-issuer", wanted.toString(), "If-Match", "\"" + version + "\"")
                .path("version")
                .asLong();
    }
}
