package org.ringfort.testkit.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A conversation written down, one step a line:
 *
 * <pre>
 * # rfc3261-17.1.1.2-timer-a: an INVITE nobody answers is sent again
 * phone → edge   INVITE sip:102@acme.example   Call-ID: $call
 * edge  → phone  100 Trying                    CSeq: 1 INVITE
 * at +500ms
 * edge  → phone  nothing
 * holds          one dialog
 * </pre>
 *
 * Phrases of one line stand two or more spaces apart, or on lines of their own that begin with space. {@code $name} in
 * what the subject says takes down what stands there, and afterwards means just that; {@code $_} takes anything.
 * {@code #} begins a remark.
 *
 * @param name of the file, without its ending
 * @param steps in order
 */
public record Transcript(String name, List<Step> steps) {
    public Transcript {
        steps = List.copyOf(steps);
    }

    /** All transcripts of a folder, by name; there must be at least one. */
    public static List<Transcript> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Transcript> found = files.filter(file -> file.toString().endsWith(".transcript"))
                    .sorted()
                    .map(Transcript::read)
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no transcripts in " + folder);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Transcript read(Path file) {
        try {
            String name = String.valueOf(file.getFileName()).replace(".transcript", "");
            return parse(name, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the notation above.
     *
     * @throws IllegalArgumentException naming the line that is none of it
     */
    public static Transcript parse(String name, String text) {
        List<Step> steps = new ArrayList<>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = withoutRemark(raw);
            if (line.isBlank()) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0))) {
                continueLast(steps, line, number);
            } else {
                steps.add(step(line, number));
            }
        }
        return new Transcript(name, steps);
    }

    private static String withoutRemark(String line) {
        int at = line.startsWith("#") ? 0 : line.indexOf("  #");
        return (at < 0 ? line : line.substring(0, at)).stripTrailing();
    }

    private static void continueLast(List<Step> steps, String line, int number) {
        if (steps.isEmpty() || !(steps.getLast() instanceof Step.Says says)) {
            throw new IllegalArgumentException("line " + number + " continues nothing");
        }
        List<String> phrases = new ArrayList<>(says.phrases());
        phrases.addAll(phrases(line.strip()));
        steps.set(steps.size() - 1, new Step.Says(says.lineNumber(), says.from(), says.to(), phrases));
    }

    private static Step step(String line, int number) {
        if (line.startsWith("at +")) {
            return new Step.Wait(number, duration(line.substring(4).strip(), number));
        }
        if (line.startsWith("holds ")) {
            return new Step.Claim(number, line.substring(6).strip());
        }
        int arrow = line.indexOf('→');
        if (arrow <= 0) {
            throw new IllegalArgumentException("line " + number + " is no step: " + line);
        }
        String from = line.substring(0, arrow).strip();
        String rest = line.substring(arrow + 1).strip();
        int space = rest.indexOf(' ');
        if (from.isEmpty() || space < 0) {
            throw new IllegalArgumentException("line " + number + " names nobody or says nothing: " + line);
        }
        String to = rest.substring(0, space);
        List<String> phrases = phrases(rest.substring(space).strip());
        return phrases.equals(List.of("nothing"))
                ? new Step.Silence(number, from, to)
                : new Step.Says(number, from, to, phrases);
    }

    private static List<String> phrases(String text) {
        List<String> phrases = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int gap = text.indexOf("  ", from);
            String phrase = (gap < 0 ? text.substring(from) : text.substring(from, gap)).strip();
            if (!phrase.isEmpty()) {
                phrases.add(phrase);
            }
            from = gap < 0 ? text.length() : gap + 2;
        }
        return phrases;
    }

    private static Duration duration(String text, int number) {
        for (String unit : new String[] {"ms", "s", "min"}) {
            String digits = text.endsWith(unit) ? text.substring(0, text.length() - unit.length()) : "";
            if (!digits.isEmpty() && digits.chars().allMatch(Character::isDigit)) {
                long amount = Long.parseLong(digits);
                return switch (unit) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    default -> Duration.ofMinutes(amount);
                };
            }
        }
        throw new IllegalArgumentException("line " + number + " has no time such as +500ms, +30s or +5min: " + text);
    }

    @Override
    public String toString() {
        return name;
    }
}
