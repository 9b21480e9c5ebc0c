package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.access.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

/** Extensions, devices, keys and tenants as programs see them. */
class ResourcesIT extends RestIT {
    @Autowired
    @Qualifier("bootstrapRunner")
    SmartLifecycle bootstrap;

    private String create(Browser browser, String number) {
        Browser.Answer created = browser.post("/api/v1/extensions", extension(number));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created.body().path("id").asString();
    }

    private static String device(String keying, String exception) {
        return """
                {"name":"Desk","digestFloor":"md5","keying":"%s","exception":%s,"mayCall":true,"enabled":true}""".formatted(keying, exception);
    }

    @Test
    void an_extension_lives_with_entity_tags() {
        Browser program = program();
        Browser.Answer created = program.post("/api/v1/extensions", extension("401"));
        String path = String.valueOf(created.header("Location"));
        String tag = String.valueOf(created.header("ETag"));
        assertThat(program.get(path).body()).isEqualTo(created.body());

        assertThat(program.put(path, extension("401")).code()).isEqualTo("if-match-required");
        program.headers.put("If-Match", tag);
        Browser.Answer changed = program.put(path, extension("401").replace("Somebody", "Renamed"));
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().path("displayName").asString()).isEqualTo("Renamed");
        Browser.Answer lost = program.put(path, extension("401"));
        assertThat(lost.status()).isEqualTo(412);

        assertThat(program.delete(path).status()).isEqualTo(204);
        assertThat(program.get(path).status()).isEqualTo(404);
    }

    @Test
    void a_repeated_creation_creates_once() {
        Browser program = program().with("Idempotency-Key", "order-17");
        Browser.Answer first = program.post("/api/v1/extensions", extension("402"));
        Browser.Answer second = program.post("/api/v1/extensions", extension("402"));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        Browser.Answer another = program.post("/api/v1/extensions", extension("403"));
        assertThat(another.code()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void problems_name_the_field() {
        Browser program = program();
        Browser.Answer unknown = program.post(
                "/api/v1/extensions", extension("404").replace("\"enabled\":true", "\"enabled\":true,\"enabld\":true"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body().path("errors").get(0).path("field").asString())
                .isEqualTo("enabld");
        assertThat(unknown.header("Content-Type")).startsWith("application/problem+json");

        Browser.Answer wrong = program.post("/api/v1/extensions", extension("4x4"));
        assertThat(wrong.body().path("errors").get(0).path("field").asString()).isEqualTo("number");
        Browser.Answer nested = program.post(
                "/api/v1/extensions", extension("404").replace("\"afterSeconds\":20", "\"afterSeconds\":1"));
        assertThat(nested.body().path("errors").get(0).path("field").asString()).isEqualTo("voicemail.afterSeconds");
        create(program, "405");
        Browser.Answer taken = program.post("/api/v1/extensions", extension("405"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body().path("errors").get(0).path("field").asString()).isEqualTo("number");
        assertThat(program.post("/api/v1/extensions", "{").status()).isEqualTo(400);
        assertThat(program.get("/api/v1/nothing").status()).isEqualTo(404);
        assertThat(program.get("/api/v1/extensions/not-an-id").status()).isEqualTo(404);
        assertThat(program.get("/api/v1/extensions?limit=0").status()).isEqualTo(422);
        assertThat(program.get("/api/v1/extensions?cursor=%00").status()).isEqualTo(422);
    }

    @Test
    void a_list_is_walked_by_cursors() {
        Browser program = program();
        for (int i = 0; i < 5; i++) {
            create(program, "77" + i);
        }
        Browser.Answer first = program.get("/api/v1/extensions?search=77&limit=3");
        assertThat(first.body().path("items")).hasSize(3);
        Browser.Answer second = program.get("/api/v1/extensions?search=77&limit=3&cursor="
                + first.body().path("next").asString());
        assertThat(second.body().path("items")).hasSize(2);
        assertThat(second.body().path("items").get(1).path("number").asString()).isEqualTo("774");
        assertThat(second.body().path("next").isNull()).isTrue();
    }

    @Test
    void the_credentials_of_a_device_are_shown_once() {
        Browser program = program();
        String devices = "/api/v1/extensions/" + create(program, "406") + "/devices";
        Browser.Answer created = program.post(devices, device("sdes", "null"));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String password = created.body().path("credentials").path("password").asString();
        assertThat(password).hasSize(24);
        assertThat(created.header("Cache-Control")).contains("no-store");
        assertThat(created.body().path("settings").path("address").asString()).isEqualTo("sip:406@acme.example");
        assertThat(created.body().path("settings").path("qrPayload").asString()).contains(password);

        String path = devices + "/" + created.body().path("device").path("id").asString();
        assertThat(program.get(path).body().toString()).doesNotContain(password).doesNotContain("ha1");
        Browser.Answer renewed = program.post(path + "/credentials", null);
        assertThat(renewed.body().path("credentials").path("password").asString())
                .isNotEqualTo(password);
        Browser.Answer audit = program.get("/api/v1/audit-events?limit=20");
        assertThat(audit.body().toString()).contains("device.created").doesNotContain(password);
    }

    @Test
    void false_claims_are_refused_where_the_policy_says_so_and_only_there() {
        Browser program = program();
        allowClearMedia(program, true);
        Browser.Answer usual = program.get("/api/v1/security-policy");
        assertThat(usual.body().path("refuseFalseClaims").asBoolean()).isFalse();
        program.headers.put("If-Match", String.valueOf(usual.header("ETag")));
        Browser.Answer strict = program.put(
                "/api/v1/security-policy",
                "{\"offerMd5\":true,\"allowClearMedia\":true,\"minRegistrationSeconds\":60,"
                        + "\"maxRegistrationSeconds\":300,\"refuseFalseClaims\":true}");
        assertThat(strict.status()).as(strict.body().toString()).isEqualTo(200);
        program.headers.remove("If-Match");
        assertThat(program.get("/api/v1/security-policy")
                        .body()
                        .path("refuseFalseClaims")
                        .asBoolean())
                .isTrue();
        allowClearMedia(program, true);
        assertThat(program.get("/api/v1/security-policy")
                        .body()
                        .path("refuseFalseClaims")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void media_without_srtp_needs_the_policy_a_reason_and_an_end() {
        Browser program = program();
        allowClearMedia(program, false);
        String devices = "/api/v1/extensions/" + create(program, "407") + "/devices";
        Browser.Answer forbidden = program.post(devices, device("clear", "null"));
        assertThat(forbidden.body().path("errors").get(0).path("field").asString())
                .isEqualTo("keying");
        allowClearMedia(program, true);
        Browser.Answer unexplained = program.post(devices, device("clear", "null"));
        assertThat(unexplained.body().path("errors").get(0).path("field").asString())
                .isEqualTo("exception");
        Browser.Answer explained = program.post(
                devices,
                device("clear", "{\"reason\":\"an old door phone\",\"until\":\"" + now().plusSeconds(3600) + "\"}"));
        assertThat(explained.status()).as(explained.body().toString()).isEqualTo(201);
    }

    @Test
    void exceptions_from_encryption_are_found_across_extensions() {
        Browser program = program();
        String devices = "/api/v1/extensions/" + create(program, "408") + "/devices";
        assertThat(program.post(devices, device("sdes", "null")).status()).isEqualTo(201);
        allowClearMedia(program, true);
        assertThat(program.post(
                                devices,
                                device(
                                        "clear",
                                        "{\"reason\":\"a lift's emergency phone\",\"until\":\""
                                                + now().plusSeconds(3600) + "\"}"))
                        .status())
                .isEqualTo(201);
        allowClearMedia(program, false);

        var found = program.get("/api/v1/devices?keying=clear&limit=200").body().path("items");
        assertThat(found.findValuesAsString("keying")).isNotEmpty().containsOnly("clear");
        assertThat(found.findValuesAsString("reason")).contains("a lift's emergency phone");
        assertThat(found.findValuesAsString("extensionNumber")).contains("408");

        assertThat(program.get("/api/v1/devices?limit=1").body().path("next").isNull())
                .isFalse();
        Browser.Answer unknown = program.get("/api/v1/devices?digestFloor=none");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body().toString()).contains("digestFloor");
    }

    @Test
    void identities_of_another_tenant_name_nothing_here() {
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        String extension;
        String device;
        try {
            extension = "/api/v1/extensions/" + create(platform, "501");
            device = extension + "/devices/"
                    + platform.post(extension + "/devices", device("sdes", "null"))
                            .body()
                            .path("device")
                            .path("id")
                            .asString();
            assertThat(platform.get(device).status()).isEqualTo(200);
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
        }
        Browser program = program();
        assertThat(program.get(extension).status()).isEqualTo(404);
        assertThat(program.get(device).status()).isEqualTo(404);
        assertThat(program.delete(device).status()).isEqualTo(404);
        assertThat(program.delete(extension).status()).isEqualTo(404);
        assertThat(program.get("/api/v1/tenants/" + otherTenant()).status()).isEqualTo(404);
        assertThat(program.get("/api/v1/extensions?search=501").body().path("items"))
                .isEmpty();
    }

    @Test
    void a_key_has_its_permissions_only_and_ends_when_revoked() {
        Browser program = program();
        Browser.Answer created = program.post("/api/v1/api-keys", """
                {"name":"reader","permissions":["extensions.read"]}""");
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String secret = created.body().path("secret").asString();
        Browser reader = stranger().with("Authorization", "Bearer " + secret);
        assertThat(reader.get("/api/v1/extensions").status()).isEqualTo(200);
        assertThat(reader.post("/api/v1/extensions", extension("408")).status()).isEqualTo(403);
        assertThat(reader.get("/api/v1/api-keys").status()).isEqualTo(403);
        assertThat(program.get("/api/v1/api-keys").body().toString()).doesNotContain(secret);

        Browser.Answer tooMuch = program.post("/api/v1/api-keys", """
                {"name":"more","permissions":["tenants.write"]}""");
        assertThat(tooMuch.body().path("errors").get(0).path("field").asString())
                .isEqualTo("permissions");
        String id = created.body().path("apiKey").path("id").asString();
        assertThat(program.delete("/api/v1/api-keys/" + id).status()).isEqualTo(204);
        assertThat(reader.get("/api/v1/extensions").status()).isEqualTo(401);
        assertThat(stranger()
                        .with("Authorization", "Bearer rf_" + "x".repeat(43))
                        .get("/api/v1/extensions")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void nobody_appoints_above_themselves() {
        Browser program = program();
        Browser.Answer platform = program.post("/api/v1/administrators", """
                {"username":"climber","displayName":"Climber","role":"platform-administrator"}""");
        assertThat(platform.body().path("errors").get(0).path("field").asString())
                .isEqualTo("role");
        Browser.Answer limited = program.post("/api/v1/api-keys", """
                {"name":"appointer","permissions":["administrators.write","administrators.read"]}""");
        Browser appointer = stranger()
                .with("Authorization", "Bearer " + limited.body().path("secret").asString());
        Browser.Answer climbed = appointer.post("/api/v1/administrators", """
                {"username":"climber","displayName":"Climber","role":"tenant-administrator"}""");
        assertThat(climbed.status()).isEqualTo(403);
    }

    @Test
    void the_chain_of_the_audit_trail_fits() {
        Browser.Answer verification = program().get("/api/v1/audit-events/verification");
        assertThat(verification.body().path("links").asLong()).isPositive();
        assertThat(verification.body().path("brokenAt").isNull()).isTrue();
    }

    @Test
    void answers_carry_the_headers_that_browsers_obey() {
        Browser.Answer answer = stranger().get("/api/v1/session");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(stranger().get("/api/v1/openapi.json").body().path("openapi").asString())
                .isEqualTo("3.1.0");
    }

    @Test
    void pages_of_the_console_are_its_index_and_nothing_else_is() {
        Browser person = stranger().with("Accept", "text/html");
        for (String page : new String[] {"/", "/index.html", "/extensions/0190"}) {
            Browser.Answer answer = person.get(page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            assertThat(answer.header("Content-Type")).as(page).startsWith("text/html");
            assertThat(answer.header("Cache-Control")).as(page).contains("no-cache");
        }
        assertThat(person.get("/assets/app-0123.js").header("Cache-Control")).contains("max-age=31536000", "immutable");
        assertThat(person.get("/assets/none.js").status()).isEqualTo(404);
        assertThat(person.get("/api/v1/nothing").status()).isEqualTo(404);
        assertThat(person.get("/../application.yaml").status()).isNotEqualTo(500);
        assertThat(stranger().with("Accept", "*/*").get("/none.png").status()).isEqualTo(404);
    }

    @Test
    void the_bootstrap_file_is_applied_at_each_start_and_changes_nothing_twice() {
        Browser program = program();
        var before = program.get("/api/v1/administrators").body();
        int devices = devicesOf101(program);
        bootstrap.start();
        assertThat(program.get("/api/v1/administrators").body()).isEqualTo(before);
        assertThat(devicesOf101(program)).isEqualTo(devices).isEqualTo(1);
    }

    private static int devicesOf101(Browser program) {
        String id = program.get("/api/v1/extensions?search=101")
                .body()
                .path("items")
                .get(0)
                .path("id")
                .asString();
        return program.get("/api/v1/extensions/" + id + "/devices")
                .body()
                .path("items")
                .size();
    }
}
