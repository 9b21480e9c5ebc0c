package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.platform.access.Role;

/** Where devices are, as programs say it. */
class LocationsIT extends RestIT {
    private static final String DEVICE = """
            {"name":"Desk","digestFloor":"md5","keying":"sdes","exception":null,"mayCall":true,"enabled":true}""";

    private static String location(String name, boolean isDefault, String address) {
        return """
                {"name":"%s","defaultLocation":%s,"address":{%s},"language":"de","point":{"latitude":52.5169,"longitude":13.3889}}""".formatted(name, isDefault, address);
    }

    private static String office(String name, boolean isDefault) {
        return location(
                name, isDefault, "\"country\":\"DE\",\"A3\":\"Berlin\",\"RD\":\"Unter den Linden\",\"HNO\":\"5\"");
    }

    private static String field(Browser.Answer answer) {
        return answer.body().path("errors").path(0).path("field").asString();
    }

    /** Path of where a new device is. */
    private static String device(Browser program, String number) {
        String extension = program.post("/api/v1/extensions", extension(number))
                .body()
                .path("id")
                .asString();
        Browser.Answer created = program.post("/api/v1/extensions/" + extension + "/devices", DEVICE);
        return "/api/v1/devices/" + created.body().path("device").path("id").asString() + "/location";
    }

    private static String at(Browser program, String path) {
        Browser.Answer answer = program.get(path);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("location").path("name").asString() + " "
                + answer.body().path("own").asBoolean();
    }

    @Test
    void a_location_lives_with_entity_tags_and_is_written_down() {
        Browser program = program();
        Browser.Answer created = program.post("/api/v1/locations", office("Lives", false));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String path = String.valueOf(created.header("Location"));
        assertThat(program.get(path).body()).isEqualTo(created.body());
        assertThat(created.body().path("address").path("RD").asString()).isEqualTo("Unter den Linden");
        assertThat(created.body().path("point").path("longitude").asDouble()).isEqualTo(13.3889);
        assertThat(program.post("/api/v1/locations", office("Lives", false)).status())
                .isEqualTo(409);

        String changed = office("Lives", false).replace("\"5\"", "\"7\"").replaceAll(",\"point\".*}}", "}");
        assertThat(program.put(path, changed).status()).isEqualTo(428);
        program.headers.put("If-Match", String.valueOf(created.header("ETag")));
        Browser.Answer answer = program.put(path, changed);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("address").path("HNO").asString()).isEqualTo("7");
        assertThat(answer.body().path("point").isNull()).isTrue();
        assertThat(program.put(path, changed).status()).isEqualTo(412);
        program.headers.remove("If-Match");

        assertThat(program.get("/api/v1/locations").body().toString()).contains("Lives");
        assertThat(program.delete(path).status()).isEqualTo(204);
        assertThat(program.get(path).status()).isEqualTo(404);
        assertThat(program.get("/api/v1/audit-events").body().toString())
                .contains("location.created", "location.changed", "location.deleted");
    }

    @Test
    void a_device_is_where_it_says_else_at_the_default() {
        Browser program = program();
        String desk = device(program, "4711");
        String first = String.valueOf(
                program.post("/api/v1/locations", office("First", true)).header("Location"));
        assertThat(at(program, desk)).isEqualTo("First false");
        String second = String.valueOf(
                program.post("/api/v1/locations", office("Second", true)).header("Location"));
        assertThat(at(program, desk)).isEqualTo("Second false");
        assertThat(program.get(first).body().path("defaultLocation").asBoolean())
                .as("there is one default")
                .isFalse();

        String id = first.substring(first.lastIndexOf('/') + 1);
        Browser.Answer placed = program.put(desk, "{\"locationId\":\"" + id + "\"}");
        assertThat(placed.status()).as(placed.body().toString()).isEqualTo(200);
        assertThat(at(program, desk)).isEqualTo("First true");
        Browser.Answer inUse = program.delete(first);
        assertThat(inUse.status()).isEqualTo(409);
        assertThat(inUse.code()).isEqualTo("in-use");
        assertThat(program.delete(desk).status()).isEqualTo(200);
        assertThat(at(program, desk)).isEqualTo("Second false");
        assertThat(program.delete(first).status()).isEqualTo(204);
        assertThat(program.delete(second).status()).isEqualTo(204);
        assertThat(program.get(desk).body().path("location").isNull()).isTrue();
        assertThat(program.get("/api/v1/audit-events").body().toString()).contains("device-location.changed");
    }

    @Test
    void a_device_that_is_no_more_holds_no_location() {
        Browser program = program();
        String desk = device(program, "4712");
        String path = String.valueOf(
                program.post("/api/v1/locations", office("Left", false)).header("Location"));
        String id = path.substring(path.lastIndexOf('/') + 1);
        assertThat(program.put(desk, "{\"locationId\":\"" + id + "\"}").status())
                .isEqualTo(200);
        String extension = program.get("/api/v1/extensions?search=4712")
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        program.headers.put(
                "If-Match",
                String.valueOf(program.get("/api/v1/extensions/" + extension).header("ETag")));
        Browser.Answer gone = program.delete("/api/v1/extensions/" + extension);
        program.headers.remove("If-Match");
        assertThat(gone.status()).as(gone.body().toString()).isEqualTo(204);
        assertThat(program.get(desk).status()).isEqualTo(404);
        assertThat(program.delete(path).status()).isEqualTo(204);
    }

    @Test
    void problems_name_the_field() {
        Browser program = program();
        assertThat(field(program.post("/api/v1/locations", office("a<b", false))))
                .isEqualTo("name");
        for (String wrong : List.of("\"A3\":\"Berlin\"", "\"country\":\"XX\",\"A3\":\"x\"", "\"country\":\"de\"")) {
            assertThat(field(program.post("/api/v1/locations", location("Wrong", false, wrong))))
                    .as(wrong)
                    .isEqualTo("address.country");
        }
        assertThat(field(program.post("/api/v1/locations", location("Wrong", false, "\"country\":\"DE\""))))
                .isEqualTo("address");
        assertThat(field(program.post(
                        "/api/v1/locations", location("Wrong", false, "\"country\":\"DE\",\"street\":\"x\""))))
                .isEqualTo("address");
        for (String wrong : List.of("", " ", "a\\u0000b", "a\\nb", "\\ud800", "\\ufffe")) {
            assertThat(field(program.post(
                            "/api/v1/locations",
                            location("Wrong", false, "\"country\":\"DE\",\"RD\":\"" + wrong + "\""))))
                    .as(wrong)
                    .isEqualTo("address.RD");
        }
        assertThat(field(
                        program.post("/api/v1/locations", office("Wrong", false).replace("52.5", "92.5"))))
                .isEqualTo("point.latitude");
        assertThat(field(
                        program.post("/api/v1/locations", office("Wrong", false).replace("13.3", "-181.3"))))
                .isEqualTo("point.longitude");
        assertThat(field(
                        program.post("/api/v1/locations", office("Wrong", false).replace("\"de\"", "\"de<\""))))
                .isEqualTo("language");
        String desk = device(program, "4713");
        assertThat(field(program.put(desk, "{\"locationId\":\"" + UUID.randomUUID() + "\"}")))
                .isEqualTo("locationId");
    }

    @Test
    void another_tenants_location_is_not_there() {
        Browser program = program();
        String path = String.valueOf(
                program.post("/api/v1/locations", office("Ours", false)).header("Location"));
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        try {
            assertThat(platform.get(path).status()).isEqualTo(404);
            assertThat(platform.get("/api/v1/locations").body().toString()).doesNotContain("Ours");
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
        }
        assertThat(program.delete(path).status()).isEqualTo(204);
    }

    private static String trunk(String name, String gateway, String exception, String more) {
        return """
                {"name":"%s","enabled":true,"priority":10,"gateways":[{"host":"sip.carrier.example","port":5061,%s,
                 "priority":10,"weight":1}],"exception":%s,"callerNumber":"+493012345678",
                 "numbers":{"country":"DE","allowedPrefixes":[],"premium":false},
                 "capacity":{"calls":30,"callsPerSecond":5}%s}""".formatted(name, gateway, exception, more);
    }

    @Test
    void a_carrier_is_told_locations_where_its_trunk_says_so_and_never_over_udp() {
        Browser program = program();
        String tls = "\"transport\":\"tls\",\"tlsName\":\"sip.carrier.example\"";
        Browser.Answer usual = program.post("/api/v1/trunks", trunk("Tells nothing", tls, "null", ""));
        assertThat(usual.status()).as(usual.body().toString()).isEqualTo(201);
        assertThat(usual.body().path("sendsLocation").asBoolean(true)).isFalse();
        Browser.Answer created = program.post("/api/v1/trunks", trunk("Tells", tls, "null", ",\"sendsLocation\":true"));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        String path = String.valueOf(created.header("Location"));
        assertThat(program.get(path).body().path("sendsLocation").asBoolean()).isTrue();
        allowClearMedia(program, true);
        String exception = "{\"reason\":\"speaks no TLS\",\"until\":\"%s\"}".formatted(now().plusSeconds(3_600));
        assertThat(field(program.post(
                        "/api/v1/trunks",
                        trunk("Too long", "\"transport\":\"udp\"", exception, ",\"sendsLocation\":true"))))
                .isEqualTo("sendsLocation");
        allowClearMedia(program, false);
    }
}
