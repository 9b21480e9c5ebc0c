package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.process.config.Settings;
import org.ringfort.process.config.Settings.Setting;

/**
 * The page of settings is what the code reads. To write it anew:
 * {@code mvn test -pl pbx-sip-edge -am -Dtest=SettingsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dringfort.settings.write=true}
 */
class SettingsPageTest {
    private static final Path PAGE = Path.of("../docs/settings/pbx-sip-edge.md");
    private static final String HEAD = """
            # Settings of pbx-sip-edge

            `java -jar pbx-sip-edge.jar edge.properties`; in Kubernetes `settings` of the chart. A key in the environment goes before the file: `RINGFORT_CALLS_MAX` for `calls.max`. What is not known, or outside of what is allowed, stops the start
            with one line that says so. This page is printed from the code.

            | Key | Where it is not set | Allowed | What for |
            |---|---|---|---|
            """;

    /** A key that is written down where it is read. */
    private static final Pattern READ =
            Pattern.compile("settings\\s*\\.[a-zA-Z]+\\(\\s*\"([a-z][a-z.-]*[a-z])\",\\s*+(?!\"\"\\))");

    private final Map<String, String> file = new HashMap<>();

    @Test
    void the_page_names_every_setting(@TempDir Path folder) throws Exception {
        for (String key : List.of(
                "sip.certificate",
                "sip.key",
                "tls.certificate",
                "tls.key",
                "tls.trust",
                "sip.client-authorities",
                "sip.client-revoked",
                "acme.trust")) {
            Files.writeString(folder.resolve(key), "pem");
            file.put(key, key);
        }
        for (String transport : List.of("tls", "udp", "tcp", "wss")) {
            file.put("listen." + transport, "127.0.0.1:5061");
        }
        file.putAll(Map.of(
                "legacy.zones", "old",
                "legacy.zone.old", "10.0.0.0/8",
                "sip.certificates", "more",
                "trunks.certificates", "trunks",
                "acme.directory", "https://ca.example/directory",
                "acme.names", "sip.example",
                "acme.terms-agreed", "true",
                "trace.collector", "127.0.0.1"));
        var settings = Settings.of(file, Map.of(), folder);
        EdgeSettings.from(settings);
        Map<String, Setting> known = new TreeMap<>();
        settings.known().forEach(setting -> known.put(setting.key(), setting));
        assertThat(known.keySet())
                .as("read under conditions that this test does not make")
                .containsAll(readInSources());
        String page = HEAD + known.values().stream().map(SettingsPageTest::row).collect(Collectors.joining());
        if (Boolean.getBoolean("ringfort.settings.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("stale; see the comment of this test")
                .isEqualTo(page);
    }

    private static String row(Setting setting) {
        return "| `" + setting.key().replace("zone.old", "zone.NAME") + "` | "
                + (setting.otherwise().isEmpty() ? "none" : setting.otherwise()) + " | " + setting.allowed() + " | "
                + setting.reason() + " |\n";
    }

    private static List<String> readInSources() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/ringfort/edge/boot"))) {
            StringBuilder all = new StringBuilder();
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(source));
            }
            return READ.matcher(all).results().map(found -> found.group(1)).toList();
        }
    }
}
