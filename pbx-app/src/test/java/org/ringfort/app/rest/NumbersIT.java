package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.access.Role;

/** The numbers that tenants are called by, as programs see them. */
class NumbersIT extends RestIT {
    private static String number(String number, String kind, String extension) {
        return """
                {"number":"%s","destination":{"kind":"%s","extension":%s},"label":"Front desk"}""".formatted(number, kind, extension);
    }

    private static String field(Browser.Answer answer) {
        return answer.body().path("errors").path(0).path("field").asString();
    }

    @Test
    void a_number_lives_with_entity_tags() {
        Browser program = program();
        Browser.Answer created = program.post("/api/v1/numbers", number("+4930905001", "extension", "\"101\""));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String path = String.valueOf(created.header("Location"));
        assertThat(program.get(path).body()).isEqualTo(created.body());
        assertThat(created.body().path("destination").path("kind").asString()).isEqualTo("extension");

        String changed = number("+4930905001", "voicemail", "\"102\"");
        assertThat(program.put(path, changed).status()).isEqualTo(428);
        program.headers.put("If-Match", String.valueOf(created.header("ETag")));
        Browser.Answer answer = program.put(path, changed);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("destination").path("extension").asString())
                .isEqualTo("102");
        assertThat(program.put(path, changed).status()).isEqualTo(412);
        program.headers.remove("If-Match");

        assertThat(program.get("/api/v1/numbers").body().toString()).contains("+4930905001");
        assertThat(program.get("/api/v1/audit-events").body().toString()).contains("number.created", "number.changed");
        assertThat(program.delete(path).status()).isEqualTo(204);
        assertThat(program.get(path).status()).isEqualTo(404);
    }

    @Test
    void problems_name_the_field() {
        Browser program = program();
        for (String wrong : java.util.List.of("030905002", "+49", "+493090500<", "101")) {
            assertThat(field(program.post("/api/v1/numbers", number(wrong, "echo", "null"))))
                    .as(wrong)
                    .isEqualTo("number");
        }
        for (String wrong : java.util.List.of("null", "\"\"", "\"*43\"", "\"+4930905002\"")) {
            assertThat(field(program.post("/api/v1/numbers", number("+4930905002", "extension", wrong))))
                    .as(wrong)
                    .isEqualTo("destination.extension");
        }
        assertThat(field(program.post("/api/v1/numbers", number("+4930905002", "echo", "\"101\""))))
                .isEqualTo("destination.extension");
    }

    @Test
    void calls_of_an_extension_go_out_under_a_number_only_once_it_is_proved_and_under_one() {
        Browser program = program();
        String shown = number("+4930905081", "extension", "\"101\"")
                .replace("\"Front desk\"", "\"Front desk\",\"presentedBy\":[\"104\",\"103\"]");
        Browser.Answer unproved = program.post("/api/v1/numbers", shown);
        assertThat(field(unproved)).as(unproved.body().toString()).isEqualTo("presentedBy");
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        String path = provedNumber(program, platform, "+4930905081");
        Browser.Answer answer = changed(program, path, shown);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("presentedBy").toString()).isEqualTo("[\"103\",\"104\"]");
        String other = provedNumber(program, platform, "+4930905082");
        String another = shown.replace("+4930905081", "+4930905082");
        assertThat(field(changed(program, other, another))).isEqualTo("presentedBy");
        assertThat(field(changed(program, other, another.replace("\"104\"", "\"103\""))))
                .isEqualTo("presentedBy[1]");
        assertThat(program.delete(path).status()).isEqualTo(204);
        assertThat(changed(program, other, another).status()).isEqualTo(200);
    }

    private String provedNumber(Browser program, Browser platform, String number) {
        Browser.Answer created = program.post("/api/v1/numbers", number(number, "extension", "\"101\""));
        String path = String.valueOf(created.header("Location"));
        platform.headers.put("X-Ringfort-Tenant", ownTenant());
        platform.headers.put("If-Match", String.valueOf(created.header("ETag")));
        assertThat(platform.put(path + "/proof", "{\"proved\":true}").status()).isEqualTo(200);
        platform.headers.remove("If-Match");
        platform.headers.remove("X-Ringfort-Tenant");
        return path;
    }

    private static Browser.Answer changed(Browser program, String path, String body) {
        program.headers.put("If-Match", String.valueOf(program.get(path).header("ETag")));
        Browser.Answer answer = program.put(path, body);
        program.headers.remove("If-Match");
        return answer;
    }

    @Test
    void that_a_number_is_proved_is_said_by_the_platform_alone_and_of_that_number_alone() {
        Browser program = program();
        Browser.Answer itself = program.post("/api/v1/numbers", """
                {"number":"+4930905011","destination":{"kind":"echo"},"proved":true}""");
        assertThat(itself.status()).isEqualTo(422);
        Browser.Answer created = program.post("/api/v1/numbers", number("+4930905011", "echo", "null"));
        assertThat(created.body().path("proved").asBoolean()).isFalse();
        String path = String.valueOf(created.header("Location"));
        String tag = String.valueOf(created.header("ETag"));
        for (Browser tenants : java.util.List.of(program, signedIn(Role.TENANT_ADMINISTRATOR))) {
            tenants.headers.put("If-Match", tag);
            Browser.Answer refused = tenants.put(path + "/proof", "{\"proved\":true}");
            tenants.headers.remove("If-Match");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("forbidden");
        }
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", ownTenant());
        platform.headers.put("If-Match", tag);
        Browser.Answer proved;
        try {
            assertThat(platform.put(path + "/proof", "{}").status()).isEqualTo(422);
            proved = platform.put(path + "/proof", "{\"proved\":true}");
        } finally {
            platform.headers.remove("If-Match");
            platform.headers.remove("X-Ringfort-Tenant");
        }
        assertThat(proved.status()).as(proved.body().toString()).isEqualTo(200);
        assertThat(proved.body().path("proved").asBoolean()).isTrue();
        assertThat(program.get("/api/v1/audit-events").body().toString()).contains("number.proved");

        program.headers.put("If-Match", String.valueOf(proved.header("ETag")));
        Browser.Answer elsewhere = program.put(path, number("+4930905011", "extension", "\"101\""));
        assertThat(elsewhere.body().path("proved").asBoolean()).isTrue();
        program.headers.put("If-Match", String.valueOf(elsewhere.header("ETag")));
        Browser.Answer another = program.put(path, number("+4930905012", "extension", "\"101\""));
        program.headers.remove("If-Match");
        assertThat(another.body().path("proved").asBoolean()).isFalse();
    }

    private String ownTenant() {
        for (var tenant : program().get("/api/v1/tenants").body().path("items")) {
            return tenant.path("id").asString();
        }
        throw new AssertionError("a tenant's administrator sees their own");
    }

    private Browser.Answer asPlatform(String tenant, java.util.function.Function<Browser, Browser.Answer> work) {
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", tenant);
        try {
            return work.apply(platform);
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
        }
    }

    private String given(String tenant, String number) {
        Browser.Answer created = asPlatform(tenant, it -> it.post("/api/v1/numbers", number(number, "echo", "null")));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return String.valueOf(created.header("Location"));
    }

    @Test
    void a_number_that_was_given_up_rests_before_another_tenant_can_have_it() {
        String holder = otherTenant().toString();
        String path = given(holder, "+4930905021");
        String wanted = number("+4930905021", "echo", "null");
        Browser program = program();
        Browser.Answer held = program.post("/api/v1/numbers", wanted);
        assertThat(asPlatform(holder, it -> it.delete(path)).status()).isEqualTo(204);
        assertThat(asPlatform(holder, it -> it.get(path)).status()).isEqualTo(404);

        Browser.Answer refused = program.post("/api/v1/numbers", wanted);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(field(refused)).isEqualTo("number");
        assertThat(refused.body())
                .as("who watches does not learn when it is free")
                .isEqualTo(held.body());
        assertThat(asPlatform(ownTenant(), it -> it.post("/api/v1/numbers", wanted))
                        .body()
                        .toString())
                .contains(holder, "rests until");

        assertThat(program.get("/api/v1/numbers/resting").body().toString()).doesNotContain("+4930905021");
        assertThat(asPlatform(holder, it -> it.get("/api/v1/numbers/resting"))
                        .body()
                        .toString())
                .contains("+4930905021");
        assertThat(program.delete(path + "/rest").status()).isEqualTo(403);
        assertThat(asPlatform(ownTenant(), it -> it.delete(path + "/rest")).status())
                .as("of a tenant that never had it")
                .isEqualTo(404);
        assertThat(asPlatform(holder, it -> it.delete(path + "/rest")).status()).isEqualTo(204);
        assertThat(asPlatform(holder, it -> it.get("/api/v1/audit-events"))
                        .body()
                        .toString())
                .contains("number.released");
        assertThat(program.post("/api/v1/numbers", wanted).status()).isEqualTo(201);
    }

    @Test
    void who_gave_a_number_up_can_have_it_again_at_once_and_anybody_when_it_has_rested() {
        String holder = otherTenant().toString();
        String path = given(holder, "+4930905022");
        asPlatform(holder, it -> it.delete(path));
        String again = given(holder, "+4930905022");
        Browser.Answer read = asPlatform(holder, it -> it.get(again));
        // Another number in its place gives it up as well.
        Browser.Answer changed = asPlatform(holder, it -> {
            it.headers.put("If-Match", String.valueOf(read.header("ETag")));
            try {
                return it.put(again, number("+4930905023", "echo", "null"));
            } finally {
                it.headers.remove("If-Match");
            }
        });
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        Browser program = program();
        String wanted = number("+4930905022", "echo", "null");
        assertThat(program.post("/api/v1/numbers", wanted).status()).isEqualTo(409);
        int aged = transactions.in(
                new org.ringfort.kernel.id.TenantId(java.util.UUID.fromString(holder)),
                () -> jdbc.sql("""
                                update numbers.number set given_up_until = now() - interval '1 second'
                                where number = '+4930905022'""").update());
        assertThat(aged).isEqualTo(1);
        assertThat(program.post("/api/v1/numbers", wanted).status()).isEqualTo(201);
        assertThat(program.post("/api/v1/numbers", number("+4930905023", "echo", "null"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_number_is_one_tenants_alone_and_another_sees_nothing_of_it() {
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        String holder = otherTenant().toString();
        platform.headers.put("X-Ringfort-Tenant", holder);
        String path;
        try {
            Browser.Answer created = platform.post("/api/v1/numbers", number("+4930905003", "echo", "null"));
            assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
            path = String.valueOf(created.header("Location"));
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
        }
        Browser program = program();
        assertThat(program.get(path).status()).isEqualTo(404);
        assertThat(program.delete(path).status()).isEqualTo(404);
        assertThat(program.get("/api/v1/numbers").body().toString()).doesNotContain("+4930905003");
        Browser.Answer taken = program.post("/api/v1/numbers", number("+4930905003", "echo", "null"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(field(taken)).isEqualTo("number");
        assertThat(taken.body().toString()).doesNotContainIgnoringCase("tenant");
        // Who settles it is told whose it is.
        platform.headers.put("X-Ringfort-Tenant", ownTenant());
        try {
            Browser.Answer settled = platform.post("/api/v1/numbers", number("+4930905003", "echo", "null"));
            assertThat(settled.status()).isEqualTo(409);
            assertThat(settled.body().toString()).contains(holder);
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
        }
    }

    private static String trunk(String name, String callerNumber) {
        return """
                {"name":"%s","enabled":true,"priority":10,"gateways":[{"host":"sip.carrier.example","port":5061,
                 "transport":"tls","tlsName":"sip.carrier.example","priority":10,"weight":1}],"callerNumber":"%s",
                 "numbers":{"country":"DE","allowedPrefixes":[],"premium":false},
                 "capacity":{"calls":30,"callsPerSecond":5}}""".formatted(name, callerNumber);
    }

    @Test
    void no_trunk_calls_under_a_number_that_another_tenant_has() {
        Browser program = program();
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        String theirs;
        try {
            Browser.Answer created = platform.post("/api/v1/numbers", number("+4930905091", "echo", "null"));
            assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
            theirs = String.valueOf(created.header("Location"));
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
        }
        assertThat(field(program.post("/api/v1/trunks", trunk("Theirs", "+4930905091"))))
                .isEqualTo("callerNumber");
        assertThat(program.post("/api/v1/numbers", number("+4930905092", "echo", "null"))
                        .status())
                .isEqualTo(201);
        Browser.Answer ours = program.post("/api/v1/trunks", trunk("Ours", "+4930905092"));
        assertThat(ours.status()).as(ours.body().toString()).isEqualTo(201);
        Browser.Answer changed =
                changed(program, String.valueOf(ours.header("Location")), trunk("Ours", "+4930905091"));
        assertThat(changed.status()).isEqualTo(409);
        assertThat(field(changed)).isEqualTo("callerNumber");
        assertThat(program.delete(String.valueOf(ours.header("Location"))).status())
                .isEqualTo(204);
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        try {
            assertThat(platform.delete(theirs).status()).isEqualTo(204);
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
        }
    }
}
