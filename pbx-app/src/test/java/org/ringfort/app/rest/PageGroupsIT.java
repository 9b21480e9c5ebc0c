package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.access.Role;

/** Page groups, as programs administer them. */
class PageGroupsIT extends RestIT {
    private static final String PATH = "/api/v1/page-groups";

    private static String group(String number) {
        return """
                {"number":"%s","name":"Shop","members":["101"],"everybody":true,"pagers":[],"mostSeconds":120}""".formatted(number);
    }

    private static String field(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isIn(409, 422);
        return answer.body().path("errors").path(0).path("field").asString();
    }

    @Test
    void a_group_lives_with_entity_tags_and_is_written_down() {
        Browser program = program();
        Browser.Answer created = program.post(PATH, group("8801"));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("members").path(0).asString()).isEqualTo("101");
        String path = String.valueOf(created.header("Location"));
        assertThat(program.get(path).body()).isEqualTo(created.body());

        String changed = group("8801")
                .replace("Shop", "Hall")
                .replace("\"everybody\":true,\"pagers\":[]", "\"everybody\":false,\"pagers\":[\"101\"]");
        assertThat(program.put(path, changed).status()).isEqualTo(428);
        program.headers.put("If-Match", String.valueOf(created.header("ETag")));
        assertThat(field(program.put(path, group("8810")))).as("fixed").isEqualTo("number");
        Browser.Answer answer = program.put(path, changed);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("name").asString()).isEqualTo("Hall");
        assertThat(answer.body().path("pagers").path(0).asString()).isEqualTo("101");
        assertThat(program.put(path, changed).status()).isEqualTo(412);
        program.headers.remove("If-Match");

        assertThat(program.get(PATH).body().toString()).contains("Hall");
        assertThat(program.delete(path).status()).isEqualTo(204);
        assertThat(program.get(path).status()).isEqualTo(404);
        assertThat(program.get("/api/v1/audit-events").body().toString())
                .contains("page-group.created", "page-group.changed", "page-group.deleted");
    }

    @Test
    void a_number_is_nobody_elses() {
        Browser program = program();
        program.post("/api/v1/extensions", extension("8802"));
        assertThat(field(program.post(PATH, group("8802")))).isEqualTo("number");
        String room = """
                {"number":"%s","name":"Board","muteOnEntry":false,"waitsForModerator":false,"tones":true,"most":20}""";
        program.post("/api/v1/conference-rooms", room.formatted("8803"));
        assertThat(field(program.post(PATH, group("8803")))).isEqualTo("number");
        assertThat(program.post(PATH, group("8804")).status()).isEqualTo(201);
        assertThat(field(program.post(PATH, group("8804")))).isEqualTo("number");
        assertThat(field(program.post("/api/v1/extensions", extension("8804")))).isEqualTo("number");
        assertThat(field(program.post("/api/v1/conference-rooms", room.formatted("8804"))))
                .isEqualTo("number");
    }

    @Test
    void problems_name_the_field() {
        Browser program = program();
        assertThat(field(program.post(PATH, group("8")))).isEqualTo("number");
        assertThat(field(program.post(PATH, group("8805").replace("Shop", " "))))
                .isEqualTo("name");
        assertThat(field(program.post(PATH, group("8805").replace("[\"101\"]", "[]"))))
                .isEqualTo("members");
        assertThat(field(program.post(PATH, group("8805").replace("[\"101\"]", "[\"199\"]"))))
                .as("nobody's number")
                .isEqualTo("members");
        assertThat(field(program.post(PATH, group("8805").replace("\"pagers\":[]", "\"pagers\":[\"101\"]"))))
                .as("everybody, and one")
                .isEqualTo("pagers");
        assertThat(field(program.post(PATH, group("8805").replace("\"everybody\":true", "\"everybody\":false"))))
                .as("nobody could page")
                .isEqualTo("pagers");
        assertThat(field(program.post(PATH, group("8805").replace(":120", ":9"))))
                .isEqualTo("mostSeconds");
        assertThat(field(program.post(PATH, group("8805").replace(":120", ":601"))))
                .isEqualTo("mostSeconds");
    }

    @Test
    void roles_and_tenants_keep_to_their_groups() {
        String path = String.valueOf(program().post(PATH, group("8806")).header("Location"));
        Browser operator = signedIn(Role.OPERATOR);
        assertThat(operator.get(path).status()).isEqualTo(200);
        assertThat(operator.delete(path).status()).isEqualTo(403);
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        assertThat(platform.get(path).status()).isEqualTo(404);
        assertThat(platform.delete(path).status()).isEqualTo(404);
        assertThat(platform.get(PATH).body().toString()).doesNotContain("8806");
        platform.headers.remove("X-Ringfort-Tenant");
    }
}
