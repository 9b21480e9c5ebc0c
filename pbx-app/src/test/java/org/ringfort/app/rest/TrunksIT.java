package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.access.Role;

/** Trunks as programs see them. */
class TrunksIT extends RestIT {
    private static final String ACCOUNT = """
            {"username":"acme-4711","realm":"carrier.example"}""";

    private static String trunk(String name, String gateway, String account, String password, String exception) {
        return """
                {"name":"%s","enabled":true,"priority":10,"gateways":[%s],"account":%s,"password":%s,"exception":%s,
                 "authorities":null,"callerNumber":"+493012345678",
                 "numbers":{"country":"DE","allowedPrefixes":[],"premium":false},
                 "capacity":{"calls":30,"callsPerSecond":5}}""".formatted(name, gateway, account, password, exception);
    }

    private static String gateway(String transport, String tlsName) {
        return """
                {"host":"sip.carrier.example","port":5061,"transport":"%s","tlsName":%s,"priority":10,"weight":1,"domain":null}""".formatted(transport, tlsName);
    }

    private static String safe(String name) {
        return trunk(name, gateway("tls", "\"sip.carrier.example\""), ACCOUNT, "\"hunter2-of-the-trunk\"", "null");
    }

    private static String field(Browser.Answer answer) {
        return answer.body().path("errors").path(0).path("field").asString();
    }

    @Test
    void a_trunk_lives_with_entity_tags_and_its_password_is_seen_by_nobody() {
        Browser program = program();
        Browser.Answer created = program.post("/api/v1/trunks", safe("Carrier"));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("passwordSet").asBoolean()).isTrue();
        String path = String.valueOf(created.header("Location"));
        assertThat(program.get(path).body()).isEqualTo(created.body());

        program.headers.put("If-Match", String.valueOf(created.header("ETag")));
        String keepsPassword = safe("Carrier Two").replace("\"hunter2-of-the-trunk\"", "null");
        Browser.Answer changed = program.put(path, keepsPassword);
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().path("passwordSet").asBoolean()).isTrue();
        assertThat(changed.body().path("gateways").path(0).path("transport").asString())
                .isEqualTo("tls");
        assertThat(program.put(path, keepsPassword).status()).isEqualTo(412);

        assertThat(program.get("/api/v1/trunks").body().toString()
                        + program.get("/api/v1/audit-events").body())
                .contains("Carrier Two", "trunk.created", "trunk.changed")
                .doesNotContain("hunter2");
        assertThat(sealedPasswords()).isNotEmpty().noneMatch(text -> text.contains("hunter2"));
        assertThat(program.delete(path).status()).isEqualTo(204);
        assertThat(program.get(path).status()).isEqualTo(404);
    }

    private java.util.List<String> sealedPasswords() {
        UUID tenant = transactions.in(
                org.ringfort.app.platform.tenancy.TenantScope.PLATFORM,
                () -> jdbc.sql("select id from tenants.tenant where domain = 'acme.example'")
                        .query(UUID.class)
                        .single());
        return transactions.in(
                new org.ringfort.kernel.id.TenantId(tenant),
                () -> jdbc.sql("select encode(password, 'escape') from trunks.trunk where password is not null")
                        .query(String.class)
                        .list());
    }

    @Test
    void what_a_trunk_does_about_signed_callers_is_kept_and_needs_a_number_to_sign_for() {
        Browser program = program();
        String identity = "{\"signs\":true,\"check\":\"refuse\",\"passesCaller\":true}";
        String signed = safe("Signed").replace("\"capacity\":", "\"identity\":" + identity + ",\"capacity\":");
        Browser.Answer created = program.post("/api/v1/trunks", signed);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("identity").toString()).isEqualTo(identity);
        String nobody = signed.replace("Signed", "Nobody").replace("\"+493012345678\"", "null");
        assertThat(field(program.post("/api/v1/trunks", nobody))).isEqualTo("callerNumber");
        Browser.Answer silent = program.post("/api/v1/trunks", safe("Silent"));
        assertThat(silent.body().path("identity").path("check").asString()).isEqualTo("off");
    }

    @Test
    void which_headers_pass_is_named_and_nothing_else_can_be() {
        Browser program = program();
        Browser.Answer usual = program.post("/api/v1/trunks", safe("Headers as usual"));
        assertThat(usual.body().path("sends").toString()).isEqualTo("[\"P-Asserted-Identity\"]");
        String inward =
                "\"inward\":{\"networks\":[\"192.0.2.0/24\"],\"trustsIdentity\":false,\"believes\":[%s]},\"sends\":[%s]";
        Browser.Answer created = program.post(
                "/api/v1/trunks",
                with(safe("Passing"), inward.formatted("\"Diversion\",\"X-Account\"", "\"History-Info\"")));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String path = String.valueOf(created.header("Location"));
        assertThat(program.get(path).body().path("inward").path("believes").toString())
                .isEqualTo("[\"Diversion\",\"X-Account\"]");
        assertThat(program.get(path).body().path("sends").toString()).isEqualTo("[\"History-Info\"]");
        for (String name : java.util.List.of(
                "P-Asserted-Identity", "P-Visited-Network-ID", "From", "Identity", "X-", "X-A B", "X-A\\r\\nB: c")) {
            assertThat(field(program.post(
                            "/api/v1/trunks", with(safe("Bad"), inward.formatted("\"" + name + "\"", "")))))
                    .as(name)
                    .isEqualTo("inward.believes[0]");
        }
        assertThat(field(program.post(
                        "/api/v1/trunks",
                        with(safe("Bad"), inward.formatted("", "\"Diversion\",\"P-Called-Party-ID\"")))))
                .isEqualTo("sends[1]");
        assertThat(field(program.post(
                        "/api/v1/trunks", with(safe("Bad"), inward.formatted("", "\"Diversion\",\"Diversion\"")))))
                .isEqualTo("sends[1]");
    }

    @Test
    void another_realm_or_name_needs_the_password_anew() {
        Browser program = program();
        Browser.Answer created = program.post("/api/v1/trunks", safe("Realm"));
        program.headers.put("If-Match", String.valueOf(created.header("ETag")));
        String elsewhere = safe("Realm")
                .replace("\"hunter2-of-the-trunk\"", "null")
                .replace("\"realm\":\"carrier.example\"", "\"realm\":\"thief.example\"");
        assertThat(field(program.put(String.valueOf(created.header("Location")), elsewhere)))
                .isEqualTo("password");
    }

    @Test
    void speech_and_signalling_in_clear_need_the_policy_a_reason_and_an_end() {
        Browser program = program();
        allowClearMedia(program, false);
        Browser.Answer clear =
                program.post("/api/v1/trunks", trunk("Clear", gateway("udp", "null"), "null", "null", "null"));
        assertThat(field(clear)).isEqualTo("exception");
        Browser.Answer forbidden = program.post(
                "/api/v1/trunks",
                trunk(
                        "Clear",
                        gateway("udp", "null"),
                        "null",
                        "null",
                        "{\"reason\":\"an old carrier\",\"until\":\"" + now().plusSeconds(3600) + "\"}"));
        assertThat(field(forbidden)).isEqualTo("exception");
        assertThat(forbidden.body().toString()).contains("security policy");
    }

    @Test
    void rfc3263_a_gateway_without_a_port_is_wherever_dns_says() {
        Browser program = program();
        String named = safe("By name").replace("\"port\":5061,", "");
        Browser.Answer created = program.post("/api/v1/trunks", named);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("gateways").path(0).path("port").asInt()).isZero();
        String path = String.valueOf(created.header("Location"));
        assertThat(program.get(path).body()).isEqualTo(created.body());
        assertThat(program.get(path + "/gateways")
                        .body()
                        .path("items")
                        .path(0)
                        .path("port")
                        .asInt())
                .isZero();
        assertThat(field(program.post("/api/v1/trunks", safe("Bad").replace("\"port\":5061,", "\"port\":65536,"))))
                .isEqualTo("gateways[0].port");
    }

    @Test
    void only_an_account_can_be_registered_and_a_trunk_says_whether_it_is() {
        Browser program = program();
        String registers = safe("Registers").replace("\"enabled\":true", "\"enabled\":true,\"registers\":true");
        Browser.Answer created = program.post("/api/v1/trunks", registers);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("registers").asBoolean()).isTrue();
        assertThat(program.get(created.header("Location") + "/gateways")
                        .body()
                        .path("registrations")
                        .isEmpty())
                .isTrue();
        String nobody = trunk("Nobody", gateway("tls", "\"sip.carrier.example\""), "null", "null", "null")
                .replace("\"enabled\":true", "\"enabled\":true,\"registers\":true");
        assertThat(field(program.post("/api/v1/trunks", nobody))).isEqualTo("account");
    }

    @Test
    void rfc6140_a_trunk_that_registers_may_do_so_for_all_of_its_numbers() {
        Browser program = program();
        String bulk = with(
                safe("Bulk"), "\"inward\":{\"networks\":[\"192.0.2.0/24\"],\"trustsIdentity\":false,\"bulk\":true}");
        assertThat(field(program.post("/api/v1/trunks", bulk))).isEqualTo("inward.bulk");
        Browser.Answer created =
                program.post("/api/v1/trunks", bulk.replace("\"enabled\":true", "\"enabled\":true,\"registers\":true"));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(program.get(String.valueOf(created.header("Location")))
                        .body()
                        .path("inward")
                        .path("bulk")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void problems_name_the_field() {
        Browser program = program();
        assertThat(field(program.post("/api/v1/trunks", safe("Bad").replace("\"DE\"", "\"XX\""))))
                .isEqualTo("numbers.country");
        assertThat(field(program.post("/api/v1/trunks", safe("Bad").replace("+493012345678", "030123"))))
                .isEqualTo("callerNumber");
        assertThat(field(program.post(
                        "/api/v1/trunks",
                        safe("Bad").replace("\"allowedPrefixes\":[]", "\"allowedPrefixes\":[\"49\"]"))))
                .isEqualTo("numbers.allowedPrefixes[0]");
        assertThat(field(program.post("/api/v1/trunks", trunk("Bad", gateway("tls", "null"), "null", "null", "null"))))
                .isEqualTo("gateways[0].tlsName");
        assertThat(field(program.post(
                        "/api/v1/trunks",
                        safe("Bad").replace("\"host\":\"sip.carrier.example\"", "\"host\":\"a b\\r\\nX: y\""))))
                .isEqualTo("gateways[0].host");
        assertThat(field(program.post(
                        "/api/v1/trunks", safe("Bad").replace("\"authorities\":null", "\"authorities\":\"x\""))))
                .isEqualTo("authorities");
        assertThat(program.post("/api/v1/trunks", safe("Twice")).status()).isEqualTo(201);
        assertThat(field(program.post("/api/v1/trunks", safe("Twice")))).isEqualTo("name");
    }

    @Test
    void calls_come_in_from_networks_and_by_certificates_that_are_named() {
        Browser program = program();
        String inward = "\"inward\":{\"networks\":[\"192.0.2.0/24\",\"2001:db8:7::/48\"],"
                + "\"certificateNames\":[\"SIP.Carrier.Example\"],\"trustsIdentity\":true}";
        Browser.Answer created = program.post("/api/v1/trunks", with(safe("Inward"), inward));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("inward").toString())
                .isEqualTo(
                        "{\"networks\":[\"192.0.2.0/24\",\"2001:db8:7::/48\"],"
                                + "\"certificateNames\":[\"sip.carrier.example\"],\"trustsIdentity\":true,\"believes\":[],\"bulk\":false}");
        program.headers.put("If-Match", String.valueOf(created.header("ETag")));
        String path = String.valueOf(created.header("Location"));
        Browser.Answer changed = program.put(path, with(safe("Inward"), "\"inward\":null"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("inward").isNull()).isTrue();
        program.headers.remove("If-Match");

        for (String network :
                java.util.List.of("192.0.2.1/24", "0.0.0.0/0", "10.0.0.0/8", "::/0", "carrier.example", "")) {
            String wrong =
                    "\"inward\":{\"networks\":[\"" + network + "\"],\"certificateNames\":[],\"trustsIdentity\":false}";
            assertThat(field(program.post("/api/v1/trunks", with(safe("Wrong"), wrong))))
                    .as(network)
                    .isEqualTo("inward.networks[0]");
        }
        assertThat(field(program.post("/api/v1/trunks", with(safe("Wrong"), "\"inward\":{\"trustsIdentity\":false}"))))
                .isEqualTo("inward.networks");
        assertThat(field(program.post(
                        "/api/v1/trunks",
                        with(
                                safe("Wrong"),
                                "\"inward\":{\"certificateNames\":[\"*.carrier.example\"],\"trustsIdentity\":false}"))))
                .isEqualTo("inward.certificateNames[0]");
    }

    @Test
    void the_gateways_of_a_trunk_are_asked_now_and_then_whether_they_are_there() {
        Browser program = program();
        Browser.Answer created = program.post("/api/v1/trunks", safe("Asked"));
        assertThat(created.body().path("checkSeconds").asInt()).isEqualTo(60);
        Browser.Answer gateways = program.get(String.valueOf(created.header("Location")) + "/gateways");
        assertThat(gateways.status()).isEqualTo(200);
        assertThat(gateways.body().path("items").path(0).path("state").asString())
                .isEqualTo("unknown");
        assertThat(field(program.post("/api/v1/trunks", with(safe("Often"), "\"checkSeconds\":5"))))
                .isEqualTo("checkSeconds");
    }

    @Test
    void a_trunk_says_after_which_answers_the_next_gateway_is_tried_and_when_one_rests() {
        Browser program = program();
        String usual =
                "{\"answers\":[\"408\",\"430\",\"5xx\"],\"progressSeconds\":3,\"failures\":3,\"withinSeconds\":60}";
        Browser.Answer silent = program.post("/api/v1/trunks", safe("Usual"));
        assertThat(silent.body().path("failOver").toString()).isEqualTo(usual);
        assertThat(program.get(silent.header("Location") + "/gateways")
                        .body()
                        .path("rests")
                        .isEmpty())
                .isTrue();
        String own = usual.replace("\"430\"", "\"404\"").replace("\"progressSeconds\":3", "\"progressSeconds\":2");
        Browser.Answer created = program.post("/api/v1/trunks", with(safe("Own"), "\"failOver\":" + own));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("failOver").toString()).isEqualTo(own);
        program.headers.put("If-Match", String.valueOf(created.header("ETag")));
        Browser.Answer none = program.put(
                String.valueOf(created.header("Location")),
                with(safe("Own"), "\"failOver\":" + own.replace("\"408\",\"404\",\"5xx\"", "")));
        assertThat(none.body().path("failOver").path("answers").isEmpty()).isTrue();
        program.headers.remove("If-Match");
        for (String never : java.util.List.of("486", "600", "603", "607", "401", "200", "7xx", "abc")) {
            String wrong = "\"failOver\":" + own.replace("404", never);
            assertThat(field(program.post("/api/v1/trunks", with(safe("Wrong"), wrong))))
                    .as(never)
                    .isEqualTo("failOver.answers[1]");
        }
        String late = "\"failOver\":" + own.replace("\"progressSeconds\":2", "\"progressSeconds\":11");
        assertThat(field(program.post("/api/v1/trunks", with(safe("Late"), late))))
                .isEqualTo("failOver.progressSeconds");
    }

    @Test
    void a_trunk_says_whom_the_carrier_sees_calling_and_how_it_writes_numbers() {
        Browser program = program();
        Browser.Answer usual = program.post("/api/v1/trunks", safe("Plain numbers"));
        assertThat(usual.body().path("callerRule").asString()).isEqualTo("extension");
        assertThat(usual.body().path("numberFormats").toString())
                .isEqualTo("{\"called\":\"e164\",\"calling\":\"e164\"}");
        String own = "\"callerRule\":\"withheld\",\"numberFormats\":{\"called\":\"national\",\"calling\":\"digits\"}";
        Browser.Answer created = program.post("/api/v1/trunks", with(safe("Own numbers"), own));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("callerRule").asString()).isEqualTo("withheld");
        assertThat(created.body().path("numberFormats").toString())
                .isEqualTo("{\"called\":\"national\",\"calling\":\"digits\"}");
        assertThat(program.post("/api/v1/trunks", with(safe("Wrong"), own.replace("digits", "roman")))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void which_certificate_of_ours_gateways_are_shown_is_the_platforms_to_say_and_of_these_gateways_alone() {
        Browser program = program();
        Browser.Answer itself = program.post("/api/v1/trunks", with(safe("Shown"), "\"ownCertificate\":\"one\""));
        assertThat(itself.status()).isEqualTo(422);
        Browser.Answer created = program.post("/api/v1/trunks", safe("Shown"));
        assertThat(created.body().path("ownCertificate").asString()).isEmpty();
        String path = String.valueOf(created.header("Location"));
        for (Browser tenants : java.util.List.of(program, signedIn(Role.TENANT_ADMINISTRATOR))) {
            assertThat(certified(tenants, path, created, "one").status()).isEqualTo(403);
        }
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", ownTenant());
        Browser.Answer shown;
        try {
            assertThat(certified(platform, path, created, "../one").status()).isEqualTo(422);
            shown = certified(platform, path, created, "one");
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
        }
        assertThat(shown.body().path("ownCertificate").asString()).isEqualTo("one");
        assertThat(program.get("/api/v1/audit-events").body().toString()).contains("trunk.certified");

        program.headers.put("If-Match", String.valueOf(shown.header("ETag")));
        Browser.Answer renamed = program.put(path, safe("Shown still"));
        assertThat(renamed.body().path("ownCertificate").asString()).isEqualTo("one");
        program.headers.put("If-Match", String.valueOf(renamed.header("ETag")));
        Browser.Answer elsewhere = program.put(path, safe("Shown still").replace("\"port\":5061", "\"port\":5063"));
        program.headers.remove("If-Match");
        assertThat(elsewhere.body().path("ownCertificate").asString()).isEmpty();
    }

    private static Browser.Answer certified(Browser browser, String path, Browser.Answer known, String name) {
        browser.headers.put("If-Match", String.valueOf(known.header("ETag")));
        Browser.Answer answer = browser.put(path + "/certificate", "{\"name\":\"" + name + "\"}");
        browser.headers.remove("If-Match");
        return answer;
    }

    private String ownTenant() {
        return program()
                .get("/api/v1/tenants")
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    private static String with(String trunk, String more) {
        return trunk.substring(0, trunk.lastIndexOf('}')) + "," + more + "}";
    }

    @Test
    void trunks_of_another_tenant_are_not_there() {
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        String path;
        try {
            Browser.Answer created = platform.post("/api/v1/trunks", safe("Theirs"));
            assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
            path = String.valueOf(created.header("Location"));
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
        }
        Browser program = program();
        assertThat(program.get(path).status()).isEqualTo(404);
        assertThat(program.delete(path).status()).isEqualTo(404);
        assertThat(program.get("/api/v1/trunks").body().toString()).doesNotContain("Theirs");
    }
}
