package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.access.Role;

/** Who may say whose calls are recorded, and who may hear them. */
class RecordingsIT extends RestIT {
    @Test
    void an_extension_is_recorded_when_it_is_said_and_that_is_written_down() {
        Browser program = program();
        String id = program.post("/api/v1/extensions", extension("8201"))
                .body()
                .path("id")
                .asString();
        String path = "/api/v1/extensions/" + id + "/recording";
        assertThat(program.get(path).body().path("mode").asString()).isEqualTo("never");
        Browser.Answer always = program.put(path, "{\"mode\":\"always\"}");
        assertThat(always.status()).as(always.body().toString()).isEqualTo(200);
        assertThat(program.get(path).body().path("mode").asString()).isEqualTo("always");
        for (String mode : List.of("on-demand", "pausable", "always")) {
            assertThat(program.put(path, "{\"mode\":\"" + mode + "\"}").status())
                    .isEqualTo(200);
            assertThat(program.get(path).body().path("mode").asString()).isEqualTo(mode);
        }
        assertThat(program.put(path, "{\"mode\":\"sometimes\"}").status()).isEqualTo(422);
        assertThat(program.put("/api/v1/extensions/" + UUID.randomUUID() + "/recording", "{\"mode\":\"always\"}")
                        .status())
                .isEqualTo(404);
        assertThat(program.get("/api/v1/audit-events").body().toString()).contains("extension-recording.changed");
        assertThat(program.put(path, "{\"mode\":\"never\"}").status()).isEqualTo(200);
    }

    @Test
    void a_room_is_recorded_when_those_say_so_who_may_and_that_is_written_down() {
        Browser program = program();
        String id =
                program.post("/api/v1/conference-rooms", """
                        {"number":"8202","name":"Board","muteOnEntry":false,"waitsForModerator":false,"tones":true,"most":20}""").body().path("id").asString();
        String path = "/api/v1/conference-rooms/" + id + "/recording";
        assertThat(program.get(path).body().path("mode").asString()).isEqualTo("never");
        assertThat(program.put(path, "{\"mode\":\"always\"}").status()).isEqualTo(200);
        assertThat(program.get(path).body().path("mode").asString()).isEqualTo("always");
        assertThat(program.put(path, "{\"mode\":\"on-demand\"}").status()).isEqualTo(422);
        assertThat(program.put("/api/v1/conference-rooms/" + UUID.randomUUID() + "/recording", "{\"mode\":\"never\"}")
                        .status())
                .isEqualTo(404);
        assertThat(program.get("/api/v1/audit-events").body().toString()).contains("conference-room-recording.changed");
        Browser operator = signedIn(Role.OPERATOR);
        assertThat(operator.get(path).status()).isEqualTo(200);
        assertThat(operator.put(path, "{\"mode\":\"never\"}").status()).isEqualTo(403);
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        assertThat(platform.get(path).status()).isEqualTo(404);
        assertThat(platform.put(path, "{\"mode\":\"never\"}").status()).isEqualTo(403);
        platform.headers.remove("X-Ringfort-Tenant");
    }

    @Test
    void the_platform_hears_nothing_and_operators_see_without_hearing() {
        String audio = "/api/v1/recordings/" + UUID.randomUUID() + "/audio";
        assertThat(program().get(audio).status()).isEqualTo(404);
        assertThat(signedIn(Role.OPERATOR).get("/api/v1/recordings").status()).isEqualTo(200);
        assertThat(signedIn(Role.OPERATOR).get(audio).status()).isEqualTo(403);
        assertThat(signedIn(Role.AUDITOR).get(audio).status()).isEqualTo(403);
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        assertThat(platform.get(audio).status()).isEqualTo(403);
        platform.headers.remove("X-Ringfort-Tenant");
    }
}
