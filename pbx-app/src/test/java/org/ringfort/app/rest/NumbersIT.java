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
}
