package org.ringfort.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * The page of settings is what the code reads. To write it anew:
 * {@code mvn test -pl pbx-app -am -Dtest=SettingsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dringfort.settings.write=true}
 */
class SettingsPageTest {
    private static final Path PAGE = Path.of("../docs/settings/pbx-app.md");
    private static final String HEAD = """
            # Settings of pbx-app

            `java -jar pbx-app.jar --spring.config.additional-location=file:pbx-app.properties`; in Kubernetes `settings` of the chart. A variable of the environment goes before the file:
            `RINGFORT_CALLS_MOSTLIVE` for `ringfort.calls.most-live`. What is outside of what is allowed stops the start with one line that says so. Times are `500ms`, `20s`, `5m`, `2h`, `7d`. This page is
            printed from the code.

            | Key | Where it is not set | What for |
            |---|---|---|
            """;

    /** What is read by its name alone, and so has no words beside it. */
    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry(
                    "ringfort.database.url",
                    "JDBC address of PostgreSQL, such as jdbc:postgresql://db.example:5432/ringfort"),
            Map.entry("ringfort.database.app-user", "who reads and writes; row policies are on it"),
            Map.entry("ringfort.database.app-password", "its password"),
            Map.entry("ringfort.database.owner-user", "who owns the schemas, and changes them at the start"),
            Map.entry("ringfort.database.owner-password", "its password"),
            Map.entry("ringfort.database.connections", "in the pool, at the most"),
            Map.entry("ringfort.web.address", "where console and API are served"),
            Map.entry("ringfort.web.port", "its port"),
            Map.entry("ringfort.web.tls", "false only behind a proxy on the same machine"),
            Map.entry("ringfort.web.certificate", "PEM file of the certificate that browsers are shown, its own first"),
            Map.entry("ringfort.web.key", "PEM file of its key (PKCS #8)"),
            Map.entry("ringfort.management.address", "health and metrics, for the operator alone"),
            Map.entry("ringfort.management.port", "its port"),
            Map.entry(
                    "ringfort.bootstrap.file",
                    "JSON file of the first tenants and people, read at the start; what is there already stays as it is"),
            Map.entry(
                    "ringfort.registrar.read-ahead",
                    "how often new tenants with phones are looked up for a time without the database; all each eighth time"),
            Map.entry("ringfort.registrar.sweep", "how often expired bindings are removed"));

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(ringfort\\.[a-z.-]+)(?::([^}]*))?}");
    private static final Pattern PARAMETER =
            Pattern.compile("@param (\\w+) ((?:[^@]|@(?!param))*?)(?=\\n\\s*\\* @|\\*/)");

    private final Map<String, String> rows = new TreeMap<>();

    @Test
    void the_page_names_every_setting() throws Exception {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (var found : scanner.findCandidateComponents("org.ringfort.app")) {
            Class<?> settings = Class.forName(found.getBeanClassName());
            describe(
                    settings,
                    settings.getAnnotation(ConfigurationProperties.class).value());
        }
        describeByName();
        String page = HEAD + String.join("", rows.values());
        if (Boolean.getBoolean("ringfort.settings.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("stale; see the comment of this test")
                .isEqualTo(page);
    }

    private void describe(Class<?> settings, String prefix) throws IOException {
        assertThat(settings).matches(Class::isRecord);
        Map<String, String> words = words(settings);
        for (Parameter each : settings.getDeclaredConstructors()[0].getParameters()) {
            String key = prefix + "." + hyphened(each.getName());
            if (each.getType().isRecord()) {
                describe(each.getType(), key);
            } else {
                assertThat(words).as("@param of %s", settings).containsKey(each.getName());
                row(key, otherwise(each.getAnnotation(DefaultValue.class)), words.getOrDefault(each.getName(), ""));
            }
        }
    }

    private void describeByName() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
            for (Path source : sources.filter(path -> path.toString().matches(".*\\.(java|yaml)"))
                    .toList()) {
                Matcher read = PLACEHOLDER.matcher(Files.readString(source));
                while (read.find()) {
                    String key = read.group(1);
                    if (!rows.containsKey(key)) {
                        assertThat(BY_NAME).as("what %s is for", key).containsKey(key);
                        String otherwise = read.group(2);
                        row(
                                key,
                                otherwise == null ? "has to be set" : otherwise.isEmpty() ? "none" : otherwise,
                                BY_NAME.getOrDefault(key, ""));
                    }
                }
            }
        }
    }

    private void row(String key, String otherwise, String what) {
        rows.put(key, "| `" + key + "` | " + otherwise + " | " + what.replace("|", "\\|") + " |\n");
    }

    private static String otherwise(@org.jspecify.annotations.Nullable DefaultValue given) {
        if (given == null) {
            return "none";
        }
        String all = String.join(", ", given.value());
        return all.isEmpty() ? "none" : all;
    }

    private static String hyphened(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }

    /** Of the parameters, as the source says. */
    private static Map<String, String> words(Class<?> settings) throws IOException {
        Path source = Path.of(
                "src/main/java", settings.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java");
        return PARAMETER
                .matcher(Files.readString(source))
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1),
                        found -> found.group(2)
                                .replaceAll("\\s*\\n\\s*\\*\\s*", " ")
                                .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                                .strip(),
                        (first, _) -> first));
    }
}
