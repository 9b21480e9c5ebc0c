package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.TokenIssuer;
import org.ringfort.e2e.phone.Trust;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JsSIP in Chromium registers over a secure WebSocket.
 *
 * @rfc 7118 5
 */
class BrowserPhoneIT {
    private static final String EXTENSION = "108";

    private DemoUnderTest demo;
    private Baresip.Account account;

    @BeforeEach
    void demo() throws Exception {
        ConsoleVisit.need();
        demo = DemoUnderTest.shared();
        account = demo.account(EXTENSION);
    }

    private String registers(String kind, String secret) throws Exception {
        return ConsoleVisit.run("browser-phone", EXTENSION, account.authUsername(), kind, secret);
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
