package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.access.Role;

/** Conference rooms, as programs administer them. */
class ConferenceRoomsIT extends RestIT {
    private static String room(String number, String more) {
        return """
                {"number":"%s","name":"Board","muteOnEntry":false,"waitsForModerator":false,"tones":true,"most":20%s}""".formatted(number, more);
    }

    private static String field(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isIn(409, 422);
        return answer.body().path("errors").path(0).path("field").asString();
    }

    @Test
    void a_room_lives_with_entity_tags_is_written_down_and_shows_no_pin() {
        Browser program = program();
        Browser.Answer created = program.post(
                "/api/v1/conference-rooms", room("8001", ",\"pin\":\"480915\",\"moderatorPin\":\"715380\""));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("hasPin").asBoolean()).isTrue();
        assertThat(created.body().path("hasModeratorPin").asBoolean()).isTrue();
        String path = String.valueOf(created.header("Location"));
        assertThat(program.get(path).body()).isEqualTo(created.body());

        String changed = room("8001", ",\"removePin\":true").replace("Board", "Crew");
        assertThat(program.put(path, changed).status()).isEqualTo(428);
        program.headers.put("If-Match", String.valueOf(created.header("ETag")));
        assertThat(field(program.put(path, room("8001", ",\"pin\":\"715380\""))))
                .as("the moderators' PIN")
                .isEqualTo("pin");
        Browser.Answer answer = program.put(path, changed);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("name").asString()).isEqualTo("Crew");
        assertThat(answer.body().path("hasPin").asBoolean()).as("taken away").isFalse();
        assertThat(answer.body().path("hasModeratorPin").asBoolean())
                .as("as it was")
                .isTrue();
        assertThat(program.put(path, changed).status()).isEqualTo(412);
        program.headers.remove("If-Match");

        assertThat(program.get("/api/v1/conference-rooms").body().toString()).contains("Crew");
        assertThat(program.delete(path).status()).isEqualTo(204);
        assertThat(program.get(path).status()).isEqualTo(404);
        assertThat(program.get("/api/v1/audit-events").body().toString())
                .contains("conference-room.created", "conference-room.changed", "conference-room.deleted")
                .doesNotContain("480915")
                .doesNotContain("715380");
    }

    @Test
    void a_number_is_a_rooms_or_an_extensions() {
        Browser program = program();
        assertThat(program.post("/api/v1/extensions", extension("8002")).status())
                .isEqualTo(201);
        assertThat(field(program.post("/api/v1/conference-rooms", room("8002", ""))))
                .isEqualTo("number");
        assertThat(program.post("/api/v1/conference-rooms", room("8003", "")).status())
                .isEqualTo(201);
        assertThat(field(program.post("/api/v1/conference-rooms", room("8003", ""))))
                .isEqualTo("number");
        assertThat(field(program.post("/api/v1/extensions", extension("8003")))).isEqualTo("number");
    }

    @Test
    void problems_name_the_field() {
        Browser program = program();
        String path = "/api/v1/conference-rooms";
        assertThat(field(program.post(path, room("8", "")))).isEqualTo("number");
        assertThat(field(program.post(path, room("8004", "").replace("Board", " "))))
                .isEqualTo("name");
        assertThat(field(program.post(path, room("8004", ",\"pin\":\"1234\"")))).isEqualTo("pin");
        assertThat(field(program.post(path, room("8004", ",\"moderatorPin\":\"123456\""))))
                .isEqualTo("moderatorPin");
        assertThat(field(program.post(path, room("8004", ",\"pin\":\"480915\",\"moderatorPin\":\"480915\""))))
                .isEqualTo("moderatorPin");
        assertThat(field(program.post(
                        path, room("8004", "").replace("\"waitsForModerator\":false", "\"waitsForModerator\":true"))))
                .isEqualTo("moderatorPin");
        assertThat(field(program.post(path, room("8004", "").replace(":20", ":1"))))
                .isEqualTo("most");
    }

    @Test
    void roles_and_tenants_keep_to_their_rooms() {
        String path = String.valueOf(
                program().post("/api/v1/conference-rooms", room("8005", "")).header("Location"));
        Browser operator = signedIn(Role.OPERATOR);
        assertThat(operator.get(path).status()).isEqualTo(200);
        assertThat(operator.delete(path).status()).isEqualTo(403);
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        assertThat(platform.get(path).status()).isEqualTo(404);
        assertThat(platform.delete(path).status()).isEqualTo(404);
        assertThat(platform.get("/api/v1/conference-rooms").body().toString()).doesNotContain("8005");
        platform.headers.remove("X-Ringfort-Tenant");
    }
}
