package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.access.Role;

/** Whose access tokens a tenant's phones may use, as programs say it. */
class TokenIssuerIT extends RestIT {
    private static final String PATH = "/api/v1/token-issuer";

    private static String input(String enabled, String issuer, String audience, String jwksUrl, String claim) {
        return """
                {"enabled":%s,"issuer":"%s","audience":"%s","jwksUrl":"%s","claim":"%s"}""".formatted(enabled, issuer, audience, jwksUrl, claim);
    }

    private static String good(String enabled) {
        return input(enabled, "https://id.acme.example/realms/pbx", "pbx", "https://id.acme.example/jwks", "sip_user");
    }

    private static Browser.Answer put(Browser browser, String body) {
        browser.headers.put("If-Match", String.valueOf(browser.get(PATH).header("ETag")));
        try {
            return browser.put(PATH, body);
        } finally {
            browser.headers.remove("If-Match");
        }
    }

    @Test
    void it_is_off_until_somebody_names_one_and_every_change_is_audited() {
        Browser program = program();
        assertThat(program.get(PATH).body().path("enabled").asBoolean()).isFalse();
        assertThat(program.put(PATH, good("true")).status()).isEqualTo(428);
        Browser.Answer changed = put(program, good("true"));
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(program.get(PATH).body()).isEqualTo(changed.body());
        assertThat(changed.body().path("issuer").asString()).isEqualTo("https://id.acme.example/realms/pbx");
        program.headers.put("If-Match", "\"0\"");
        assertThat(program.put(PATH, good("false")).status()).isEqualTo(412);
        program.headers.remove("If-Match");
        assertThat(put(program, input("false", "", "", "", "sip_extension")).status())
                .isEqualTo(200);
        assertThat(program.get("/api/v1/audit-events").body().toString()).contains("token-issuer.changed");
        assertThat(put(signedIn(Role.OPERATOR), good("true")).status()).isEqualTo(403);
    }

    @Test
    void problems_name_the_field() {
        Browser program = program();
        for (String wrong : List.of(
                "",
                "http://id.acme.example",
                "id.acme.example",
                "https://id.acme.example?a=b",
                "https://u:p@id.acme.example",
                "https://id.acme.example#a")) {
            assertThat(field(put(program, input("true", wrong, "pbx", "https://id.acme.example/jwks", "sip_user"))))
                    .as(wrong)
                    .isEqualTo("issuer");
        }
        for (String wrong : List.of("", "http://id.acme.example/jwks", "https:///jwks", "file:///etc/passwd")) {
            assertThat(field(put(program, input("true", "https://id.acme.example", "pbx", wrong, "sip_user"))))
                    .as(wrong)
                    .isEqualTo("jwksUrl");
        }
        for (String wrong : List.of("", "two words")) {
            assertThat(field(put(
                            program,
                            input(
                                    "true",
                                    "https://id.acme.example",
                                    wrong,
                                    "https://id.acme.example/jwks",
                                    "sip_user"))))
                    .as(wrong)
                    .isEqualTo("audience");
        }
        for (String wrong : List.of("", "1", "a b")) {
            assertThat(field(put(
                            program,
                            input("true", "https://id.acme.example", "pbx", "https://id.acme.example/jwks", wrong))))
                    .as(wrong)
                    .isEqualTo("claim");
        }
        assertThat(field(put(program, input("false", "nowhere", "", "", "sip_user"))))
                .isEqualTo("issuer");
    }

    private static String field(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        return answer.body().path("errors").path(0).path("field").asString();
    }
}
