package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ringfort.e2e.phone.Programs;

/**
 * A visit to the console in a real browser: one of the console's own scripts, its screenshots, and what it says it saw. The
 * browser has a station of its own, because it drops its requests when the network it is in changes, and on the machine's
 * side cards come and go with every phone.
 */
final class ConsoleVisit {
    private static final Path SCRIPTS =
            Path.of("..", "pbx-admin-ui", "scripts").toAbsolutePath().normalize();

    private ConsoleVisit() {}

    /** Skips the test where no browser is there. */
    static void need() {
        Programs.need("chromium", "node");
    }

    /** Runs the visit {@code script}; what it saw. Its end with anything but success is an error that tells all it said. */
    static String run(String script, String... arguments) throws IOException, InterruptedException {
        var visiting = new ArrayList<>(List.of(
                "node",
                SCRIPTS.resolve(script + ".mjs").toString(),
                DemoUnderTest.directory().resolve("demo.json").toString(),
                DemoUnderTest.scratch("console-" + script).toString()));
        visiting.addAll(List.of(arguments));
        List<String> command = Programs.in(DemoUnderTest.shared().station(), visiting.toArray(String[]::new));
        Programs.Answer visit = Programs.run("", Duration.ofMinutes(8), command);
        assertThat(visit.code()).as(visit.text()).isZero();
        return visit.text();
    }
}
