package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.access.Role;

/** Who is told that somebody calls for help, as programs say it; this installation has no mail server. */
class NoticeRecipientsIT extends RestIT {
    private static final String PATH = "/api/v1/notice-recipients";

    private static Browser.Answer put(Browser browser, String body) {
        browser.headers.put("If-Match", String.valueOf(browser.get(PATH).header("ETag")));
        try {
            return browser.put(PATH, body);
        } finally {
            browser.headers.remove("If-Match");
        }
    }

    private static String input(String address, String url) {
        return "{\"addresses\":[" + address + "],\"webhookUrl\":\"" + url + "\"}";
    }

    private static String field(Browser.Answer answer) {
        return answer.body().path("errors").path(0).path("field").asString();
    }

    @Test
    void nobody_is_told_until_somebody_is_named_and_every_change_is_audited() {
        Browser program = program();
        assertThat(program.get(PATH).body().path("webhookUrl").asString()).isEmpty();
        assertThat(program.post(PATH + "/test", "").status()).isEqualTo(409);
        Browser.Answer unsigned = put(program, input("", "https://hook.acme.example/help"));
        assertThat(field(unsigned)).isEqualTo("webhookUrl");
        Browser.Answer secret = program.post(PATH + "/secret", "");
        assertThat(secret.status()).as(secret.body().toString()).isEqualTo(200);
        String shown = secret.body().path("secret").asString();
        assertThat(shown).hasSize(43);
        assertThat(secret.header("Cache-Control")).contains("no-store");
        assertThat(program.put(PATH, input("", "")).status()).isEqualTo(428);
        Browser.Answer changed = put(program, input("", "https://hook.acme.example/help"));
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(program.get(PATH).body()).isEqualTo(changed.body());
        assertThat(changed.body().path("secretSet").asBoolean()).isTrue();
        program.headers.put("If-Match", "\"0\"");
        assertThat(program.put(PATH, input("", "")).status()).isEqualTo(412);
        program.headers.remove("If-Match");
        assertThat(program.get("/api/v1/audit-events").body().toString())
                .contains("notice-recipients.changed", "notice-recipients.secret-renewed")
                .doesNotContain(shown);
        assertThat(put(signedIn(Role.OPERATOR), input("", "")).status()).isEqualTo(403);
        assertThat(put(program, input("", "")).status()).isEqualTo(200);
    }

    @Test
    void problems_name_the_field() {
        Browser program = program();
        for (String wrong : List.of(
                "http://hook.acme.example",
                "hook.acme.example",
                "https://u:p@hook.acme.example",
                "https://hook.acme.example#a",
                "https:///a",
                "file:///etc/passwd")) {
            assertThat(field(put(program, input("", wrong)))).as(wrong).isEqualTo("webhookUrl");
        }
        for (String wrong : List.of(
                "\"\"", "\"a\"", "\"a@b\\r\\nBcc: c@d\"", "\"a b@c\"", "\"<a@b>\"", "\"a@b,c@d\"", "\"a@-b\"")) {
            assertThat(field(put(program, input(wrong, "")))).as(wrong).isEqualTo("addresses[0]");
        }
        assertThat(field(put(program, input("\"a@b.example\",\"a@b.example\"", ""))))
                .isEqualTo("addresses[1]");
        assertThat(field(put(program, input("\"a@b.example\"", ""))))
                .as("there is no mail server")
                .isEqualTo("addresses");
    }
}
