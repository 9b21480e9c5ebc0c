package org.ringfort.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A threat whose test was renamed away is a threat without a test. */
class NamedTestsTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED =
            Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))(?:\\.([a-z][A-Za-z0-9_]*))?`");

    @Test
    void every_test_that_the_threat_models_name_exists() throws IOException {
        Map<String, String> sources = testSources();
        var missing = new ArrayList<String>();
        int named = 0;
        for (Path document : documents()) {
            Matcher test = NAMED.matcher(Files.readString(document));
            while (test.find()) {
                named++;
                String source = sources.getOrDefault(test.group(1), "");
                String method = test.group(2);
                if (source.isEmpty() || (method != null && !source.contains(" " + method + "("))) {
                    missing.add(document.getFileName() + ": " + test.group());
                }
            }
        }

        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(30);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(REPOSITORY.resolve("docs/security"))) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    /** By class name; classes of the same name in several modules count together. */
    private static Map<String, String> testSources() throws IOException {
        var sources = new HashMap<String, String>();
        for (String module : List.of(
                "pbx-kernel",
                "pbx-protocol",
                "pbx-process",
                "pbx-testkit",
                "pbx-app",
                "pbx-sip-edge",
                "pbx-media",
                "pbx-e2e")) {
            Path tests = REPOSITORY.resolve(module).resolve("src/test/java");
            if (!Files.exists(tests)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(tests)) {
                for (Path file :
                        files.filter(name -> name.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    sources.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }
}
