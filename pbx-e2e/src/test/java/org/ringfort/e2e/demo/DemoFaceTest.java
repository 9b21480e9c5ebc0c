package org.ringfort.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoFaceTest {
    @TempDir
    Path directory;

    private DemoSettings settings;
    private DemoSecrets secrets;
    private DemoFace face;

    @BeforeEach
    void made() throws Exception {
        settings = DemoSettings.from(
                directory, Map.of("RUN_DIR", directory.resolve("demo").toString(), "PORT_OFFSET", "100"));
        PrivateFile.makeDirectory(settings.directory());
        secrets = DemoSecrets.in(settings.file("secrets.json"), new SecureRandom());
        face = new DemoFace(settings, secrets, settings.file("tls/ca.pem"));
    }

    @Test
    void its_keys_are_those_that_others_rely_on() throws Exception {
        face.write(List.of(new DemoFace.Service("pbx-app", 42, "http://h/ready", "http://h/metrics")));

        JsonNode json = JsonMapper.shared().readTree(Files.readString(settings.file("demo.json")));
        assertThat(json.propertyNames())
                .containsExactly(
                        "domain", "host", "sip", "ca", "users", "numbers", "console", "api", "processes", "media");
        assertThat(json.path("sip").propertyNames()).containsExactly("udp", "tcp", "tls", "wss");
        assertThat(json.path("sip").path("tls").asInt()).isEqualTo(5161);
        assertThat(json.path("numbers").propertyNames())
                .containsExactly("echo", "voicemail", "conference", "park", "queue", "ivr", "ringgroup");
        assertThat(json.path("console").propertyNames()).containsExactly("url", "username", "password", "totp_secret");
        assertThat(json.path("processes").get(0).propertyNames()).containsExactly("name", "pid", "health", "metrics");
        assertThat(json.path("media").path("ports").asString()).isEqualTo("10100-10600");
        assertThat(json.path("users")).hasSize(9);
        assertThat(json.path("users").get(0).propertyNames())
                .containsExactly(
                        "extension", "username", "auth_username", "password", "voicemail_pin", "digest", "media");
        assertThat(json.path("users").get(4).path("digest").asString()).isEqualTo("SHA-256");
    }

    @Test
    void its_passwords_are_for_its_owner_alone() throws Exception {
        face.write(List.of());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.file("demo.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.directory())))
                .isEqualTo("rwx------");
    }

    @Test
    void the_greeting_says_how_to_sign_in_and_how_to_register() {
        assertThat(face.greeting())
                .contains(face.consoleUrl(), secrets.password("administrator.password"), "127.0.0.1:5161", "*43");
    }

    @Test
    void what_the_app_reads_agrees_with_what_people_are_told() throws Exception {
        Path bootstrap = directory.resolve("bootstrap.json");
        Bootstrap.write(bootstrap, settings, secrets);
        face.write(List.of());

        JsonNode app = JsonMapper.shared().readTree(Files.readString(bootstrap));
        JsonNode people = JsonMapper.shared().readTree(Files.readString(settings.file("demo.json")));
        for (int i = 0; i < DemoUser.ALL.size(); i++) {
            JsonNode told = people.path("users").get(i);
            JsonNode device = app.path("extensions").get(i).path("devices").get(0);
            assertThat(device.path("authUsername")).isEqualTo(told.path("auth_username"));
            assertThat(device.path("password")).isEqualTo(told.path("password"));
            assertThat(told.path("auth_username").asString())
                    .isNotEqualTo(told.path("extension").asString());
        }
    }
}
