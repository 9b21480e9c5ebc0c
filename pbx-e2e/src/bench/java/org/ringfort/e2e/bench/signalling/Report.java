package org.ringfort.e2e.bench.signalling;

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
import java.util.Optional;
import java.util.stream.Collectors;

/** What was measured, as tables: a line for each load, and at the end one server beside the other. */
final class Report {
    /**
     * One load of one server.
     *
     * @param load its name, the same for every server
     * @param asked operations a second that were tried
     * @param outcome what SIPp saw
     * @param spent processor time of each process
     */
    record Line(String load, int asked, Sipp.Outcome outcome, Map<String, Duration> spent) {
        double millisEach() {
            return spent.values().stream().mapToLong(Duration::toMillis).sum() / (double) outcome.done();
        }

        /** A proxy has nobody who would do what the relay does. */
        double millisOfSignalling() {
            return millisEach() - spent.getOrDefault("media", Duration.ZERO).toMillis() / (double) outcome.done();
        }

        private String shares() {
            return spent.entrySet().stream()
                    .map(each -> each.getKey() + " "
                            + text(each.getValue().toMillis() / (double) outcome.done(), 3))
                    .collect(Collectors.joining(", "));
        }
    }

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final StringBuilder all = new StringBuilder();
    private final Map<String, List<Line>> servers = new LinkedHashMap<>();

    void say(String line) {
        out.println(line);
        all.append(line).append('\n');
    }

    void server(String name) {
        servers.put(name, new ArrayList<>());
        say("\n## " + name + "\n");
        say("| load | asked/s | done/s | failed | p50 ms | p99 ms | CPU ms each | of which |");
        say("|---|--:|--:|--:|--:|--:|--:|---|");
    }

    void line(String server, Line line) {
        servers.getOrDefault(server, new ArrayList<>()).add(line);
        Sipp.Outcome outcome = line.outcome();
        say("| %s | %d | %.0f | %d | %.1f | %.1f | %s | %s |"
                .formatted(
                        line.load(),
                        line.asked(),
                        outcome.rate(),
                        outcome.failed(),
                        outcome.p50Millis(),
                        outcome.p99Millis(),
                        text(line.millisEach(), 3),
                        line.shares()));
    }

    /** Each load of the first server beside the same of the second: ratios mean more than figures, machines differ. */
    void compare(String ours, String theirs) {
        say("\n## " + ours + " beside " + theirs + "\n");
        say("| load | CPU each, ratio | without media, ratio | rate, ratio |");
        say("|---|--:|--:|--:|");
        for (Line line : servers.getOrDefault(ours, List.of())) {
            of(theirs, line.load())
                    .ifPresent(other -> say("| %s | %s | %s | %s |"
                            .formatted(
                                    line.load(),
                                    text(line.millisEach() / other.millisEach(), 2),
                                    text(line.millisOfSignalling() / other.millisOfSignalling(), 2),
                                    text(line.outcome().rate() / other.outcome().rate(), 2))));
        }
    }

    private Optional<Line> of(String server, String load) {
        return servers.getOrDefault(server, List.of()).stream()
                .filter(line -> line.load().equals(load))
                .findFirst();
    }

    void keep(Path file) throws java.io.IOException {
        Files.writeString(file, all);
    }

    private static String text(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "-";
    }
}
