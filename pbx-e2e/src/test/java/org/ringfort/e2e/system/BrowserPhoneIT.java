package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
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
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.TokenIssuer;
import org.ringfort.e2e.phone.Trust;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JsSIP in Chromium registers over a secure WebSocket, and talks with a phone by DTLS-SRTP.
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
        var arguments = new ArrayList<>(List.of(EXTENSION, account.authUsername(), kind, secret));
        arguments.addAll(List.of(does));
        return ConsoleVisit.run("browser-phone", arguments.toArray(String[]::new));
    }

    /**
     * @rfc 5763 5
     * @rfc 8445 2.5
     */
    @Test
    void it_calls_a_phone_of_another_keying_and_both_are_heard() throws Exception {
        try (Baresip bob = demo.registered("browser-calls-bob", demo.phone("102", PHONE_HZ))) {
            CallRecords records = CallRecords.fromNow(demo);
            assertTalked(registers("password", account.password(), "calls", "102", "" + PHONE_HZ));
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

    @Test
    void it_is_called_by_a_phone_of_another_keying_and_both_are_heard() throws Exception {
        try (Baresip bob = demo.registered("browser-is-called-bob", demo.phone("102", PHONE_HZ));
                var visits = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> visit =
                    visits.submit(() -> registers("password", account.password(), "is-called", "" + PHONE_HZ));
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

    private static void assertTalked(String visit) {
        assertThat(visit)
                .contains("it hears the other side")
                .contains("\"dtls\":\"connected\"")
                .contains("\"ice\":true");
    }

    @Test
    void by_its_password_and_not_by_another() throws Exception {
        assertThat(registers("password", account.password()))
                .contains("registered 200")
                .contains("the API shows the phone")
                .contains("it is gone once it has unregistered");
        assertThat(registers("password", "not-it")).contains("refused 401");
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
