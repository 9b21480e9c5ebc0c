package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.access.Role;
import org.ringfort.app.platform.tenancy.TenantScope;
import tools.jackson.databind.JsonNode;

/** Bans and exemptions as the platform and a tenant may see, set and lift them. */
class BansRestIT extends RestIT {
    private static final String BANS = "/api/v1/bans";
    private static final String EXEMPTIONS = "/api/v1/ban-exemptions";

    private Browser platform() {
        return signedIn(Role.PLATFORM_ADMINISTRATOR);
    }

    private static String account(String network, String domain, String username) {
        return """
                {"network":"%s","domain":"%s","username":"%s","reason":"a test"}""".formatted(network, domain, username);
    }

    private static String everybody(String network) {
        return """
                {"network":"%s","reason":"a test"}""".formatted(network);
    }

    private static String exemption(String network, String kind) {
        return """
                {"network":"%s","kind":"%s","note":"a test"}""".formatted(network, kind);
    }

    private static JsonNode created(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        return answer.body();
    }

    private static void refused(Browser.Answer answer, int status, String what) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(
                        answer.body().path("errors").isEmpty()
                                ? answer.code()
                                : answer.body()
                                        .path("errors")
                                        .get(0)
                                        .path("field")
                                        .asString())
                .isEqualTo(what);
    }

    private static List<String> networks(Browser browser, String path) {
        List<String> networks = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = browser.get(path + "?limit=2" + cursor).body();
            page.path("items").forEach(it -> networks.add(it.path("network").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        return networks;
    }

    @Test
    void the_platform_bans_everybody_somewhere_reads_it_and_lifts_it() {
        JsonNode ban = created(platform().post(BANS, everybody("198.51.100.99/24")));
        assertThat(ban.path("network").asString()).isEqualTo("198.51.100.0/24");
        assertThat(ban.path("username").isNull()).isTrue();
        assertThat(ban.path("endsAt").isNull()).isTrue();
        assertThat(ban.path("automatic").asBoolean()).isFalse();
        assertThat(ban.path("createdBy").asString()).isEqualTo("platform-administrator");
        String path = BANS + "/" + ban.path("id").asString();
        assertThat(platform().get(path).body()).isEqualTo(ban);
        refused(platform().post(BANS, everybody("198.51.100.0/24")), 409, "network");
        assertThat(program().get(path).status()).as("by a tenant").isEqualTo(404);
        assertThat(program().delete(path).status()).as("by a tenant").isEqualTo(404);
        assertThat(platform().delete(path).status()).isEqualTo(204);
        assertThat(platform().get(path).status()).isEqualTo(404);
        assertThat(platform().delete(path).status()).isEqualTo(404);
    }

    @Test
    void a_tenant_bans_and_lifts_accounts_of_its_own_domain_and_sees_no_others() {
        JsonNode own = created(program().post(BANS, """
                {"network":"198.51.100.7","username":"guessed","reason":"a test","endsAt":"%s"}""".formatted(now().plusSeconds(3600))));
        assertThat(own.path("domain").asString()).isEqualTo("acme.example");
        assertThat(networks(program(), BANS)).contains("198.51.100.7");

        otherTenant();
        JsonNode other = created(platform().post(BANS, account("198.51.100.8", "umbrella.example", "guessed")));
        JsonNode platforms = created(platform().post(BANS, everybody("198.51.100.9")));
        assertThat(networks(program(), BANS)).doesNotContain("198.51.100.8", "198.51.100.9");
        assertThat(networks(platform(), BANS)).contains("198.51.100.7", "198.51.100.8", "198.51.100.9");
        assertThat(program().delete(BANS + "/" + other.path("id").asString()).status())
                .isEqualTo(404);
        refused(program().post(BANS, account("198.51.100.7", "umbrella.example", "guessed")), 422, "domain");
        refused(program().post(BANS, everybody("198.51.100.7")), 422, "username");

        assertThat(program().delete(BANS + "/" + own.path("id").asString()).status())
                .isEqualTo(204);
        for (JsonNode ban : List.of(other, platforms)) {
            assertThat(platform().delete(BANS + "/" + ban.path("id").asString()).status())
                    .isEqualTo(204);
        }
    }

    @Test
    void an_operator_sees_and_changes_nothing() {
        JsonNode own = created(program().post(BANS, account("198.51.100.17", "acme.example", "guessed")));
        String path = BANS + "/" + own.path("id").asString();
        assertThat(signedIn(Role.OPERATOR).get(path).status()).isEqualTo(200);
        assertThat(signedIn(Role.OPERATOR).delete(path).status()).isEqualTo(403);
        assertThat(program().delete(path).status()).isEqualTo(204);
    }

    @Test
    void what_cannot_be_is_refused_by_its_field() {
        refused(platform().post(BANS, everybody("somewhere")), 422, "network");
        refused(platform().post(BANS, everybody("0.0.0.0/0")), 422, "network");
        refused(platform().post(BANS, everybody("2001:db8::/15")), 422, "network");
        refused(platform().post(BANS, account("198.51.100.7", "nowhere.example", "x")), 422, "domain");
        refused(platform().post(BANS, account("198.51.100.7", "acme.example", "")), 422, "username");
        refused(platform().post(BANS, account("198.51.100.7", "acme.example", "a\\nb")), 422, "username");
        refused(platform().post(BANS, """
                {"network":"198.51.100.7","username":"x","reason":"a test"}"""), 422, "domain");
        refused(platform().post(BANS, """
                {"network":"198.51.100.7","domain":"acme.example","reason":"a test"}"""), 422, "username");
        refused(platform().post(BANS, """
                {"network":"198.51.100.7","reason":""}"""), 422, "reason");
        refused(platform().post(BANS, """
                {"network":"198.51.100.7","reason":"a test","endsAt":"2020-01-01T00:00:00Z"}"""), 422, "endsAt");
        refused(platform().post(EXEMPTIONS, exemption("198.51.100.0/24", "sometimes")), 422, "kind");
        refused(platform().post(EXEMPTIONS, exemption("198.51.100.0/", "never")), 422, "network");
    }

    @Test
    void exemptions_are_the_platforms_whichever_tenant_it_looks_at() {
        Browser platform = platform();
        assertThat(networks(platform, EXEMPTIONS)).contains("127.0.0.0/8", "::1");
        JsonNode standing = created(platform.post(BANS, everybody("203.0.113.7")));
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        JsonNode made;
        try {
            made = created(platform.post(EXEMPTIONS, exemption("203.0.113.0/24", "accounts-only")));
            assertThat(networks(platform, EXEMPTIONS)).contains("203.0.113.0/24");
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
        }
        String path = EXEMPTIONS + "/" + made.path("id").asString();
        assertThat(platform.get(path).body()).isEqualTo(made);
        assertThat(platform.get(BANS + "/" + standing.path("id").asString()).status())
                .as("the ban that stood against it")
                .isEqualTo(404);
        refused(platform.post(BANS, everybody("203.0.113.7")), 409, "exempt");
        JsonNode allowed = created(platform.post(BANS, account("203.0.113.7", "acme.example", "guessed")));
        refused(platform.post(EXEMPTIONS, exemption("203.0.113.0/24", "never")), 409, "network");
        assertThat(signedIn(Role.TENANT_ADMINISTRATOR).get(path).status()).isEqualTo(403);
        assertThat(platform.delete(path).status()).isEqualTo(204);
        assertThat(platform.delete(path).status()).isEqualTo(404);
        assertThat(platform.delete(BANS + "/" + allowed.path("id").asString()).status())
                .isEqualTo(204);
    }

    @Test
    void the_same_key_bans_once() {
        Browser program = program().with("Idempotency-Key", UUID.randomUUID().toString());
        String body = account("198.51.100.27", "acme.example", "guessed");
        JsonNode first = created(program.post(BANS, body));
        Browser.Answer again = program.post(BANS, body);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first);
        assertThat(program().delete(BANS + "/" + first.path("id").asString()).status())
                .isEqualTo(204);
    }

    @Test
    void by_hand_takes_the_place_of_one_that_came_by_itself_and_each_step_is_audited() {
        UUID automatic = UUID.randomUUID();
        transactions.run(
                TenantScope.PLATFORM, () -> jdbc.sql("""
                        insert into defence.ban values (?, (select id from tenants.tenant where domain = 'acme.example'),
                            '198.51.100.37', 'acme.example', 'guessed', '{}', 'AUTOMATIC', '3 wrong answers', 1, 'ringfort',
                            now(), now() + interval '15 minutes')""").param(automatic).update());
        assertThat(program()
                        .get(BANS + "/" + automatic)
                        .body()
                        .path("automatic")
                        .asBoolean())
                .isTrue();
        JsonNode longer = created(program().post(BANS, account("198.51.100.37", "acme.example", "guessed")));
        assertThat(program().get(BANS + "/" + automatic).status()).isEqualTo(404);
        String id = longer.path("id").asString();
        assertThat(program().delete(BANS + "/" + id).status()).isEqualTo(204);
        for (String action : List.of("ban.created", "ban.deleted")) {
            assertThat(program()
                            .get("/api/v1/audit-events?action=" + action)
                            .body()
                            .path("items"))
                    .anySatisfy(it ->
                            assertThat(it.path("target").path("id").asString()).isEqualTo(id));
        }
    }
}
