package org.ringfort.media.boot;

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
 * {@code mvn test -pl pbx-media -am -Dtest=SettingsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dringfort.settings.write=true}
 */
class SettingsPageTest {
    private static final Path PAGE = Path.of("../docs/settings/pbx-media.md");
    private static final String HEAD = """
            # Settings of pbx-media

            `java -jar pbx-media.jar media.properties`; in Kubernetes `settings` of the chart. A key in the environment goes before the file: `RINGFORT_MEDIA_PORTS` for `media.ports`. What is not known, or outside of what is allowed, stops the start
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
        for (String key : List.of("tls.certificate", "tls.key", "tls.trust")) {
            Files.writeString(folder.resolve(key), "pem");
            file.put(key, key);
        }
        var settings = Settings.of(file, Map.of(), folder);
        MediaConfiguration.from(settings);
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
        return "| `" + setting.key() + "` | " + otherwise(setting) + " | " + setting.allowed() + " | "
                + setting.reason() + " |\n";
    }

    /** One is another on each machine. */
    private static String otherwise(Setting setting) {
        if (setting.key().equals("media.loops")) {
            return "one for each processor, at most 8";
        }
        return setting.otherwise().isEmpty() ? "none" : setting.otherwise();
    }

    private static List<String> readInSources() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/ringfort/media/boot"))) {
            StringBuilder all = new StringBuilder();
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(source));
            }
            return READ.matcher(all).results().map(found -> found.group(1)).toList();
        }
    }
}
