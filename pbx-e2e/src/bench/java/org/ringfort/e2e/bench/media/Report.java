package org.ringfort.e2e.bench.media;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, as tables: a line for each number of calls, and at the end each relay beside another. */
final class Report {
    /**
     * One number of calls through one relay.
     *
     * @param cpu processor time of the relay
     * @param residentOctets by how much the process grew over what it was without calls
     * @param liveOctets by how much its heap did; nothing where nobody can tell
     */
    record Line(int calls, Heard heard, Duration cpu, long residentOctets, long liveOctets) {
        double secondsEachMillion() {
            return cpu.toMillis() * 1_000.0 / heard.sound();
        }
    }

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final StringBuilder all = new StringBuilder();
    private final Map<String, List<Line>> relays = new LinkedHashMap<>();

    void say(String line) {
        out.println(line);
        all.append(line).append('\n');
    }

    void relay(String name) {
        relays.put(name, new ArrayList<>());
        say("\n## " + name + "\n");
        say("| calls | packets | CPU s each million | lost | refused | p50 ms | p99 ms | p99.9 ms | kB a call, resident | heap"
                + " | phones late by, ms |");
        say("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    void line(String relay, Line line) {
        relays.getOrDefault(relay, new ArrayList<>()).add(line);
        Heard heard = line.heard();
        say("| %d | %d | %s | %d | %d | %s | %s | %s | %s | %s | %s |".formatted(
                line.calls(),
                heard.said(),
                text(line.secondsEachMillion()),
                heard.lost(),
                heard.refused(),
                text(heard.millisOf(0.5)),
                text(heard.millisOf(0.99)),
                text(heard.millisOf(0.999)),
                text(line.residentOctets() / 1024.0 / line.calls()),
                text(line.liveOctets() / 1024.0 / line.calls()),
                text(heard.latestMillis())));
    }

    /** What each relay spends on a packet, as a share of what this one does: ratios mean more than figures, machines differ. */
    void compare(String with) {
        say("\n## Beside " + with + "\n");
        say("| relay | calls | CPU a packet, ratio |");
        say("|---|--:|--:|");
        for (Line other : relays.getOrDefault(with, List.of())) {
            relays.forEach((name, lines) -> lines.stream()
                    .filter(line -> line.calls() == other.calls() && !name.equals(with))
                    .forEach(line -> say("| %s | %d | %s |"
                            .formatted(
                                    name,
                                    line.calls(),
                                    text(line.secondsEachMillion() / other.secondsEachMillion())))));
        }
    }

    void keep(Path file) throws IOException {
        Files.writeString(file, all);
    }

    private static String text(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
    }
}
