package org.ringfort.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ringfort.kernel.telemetry.Events;

/** What a security officer looks for, in the log and in the audit trail, is written down. */
class EventsDocumentTest {
    private static final Pattern ENTRY = Pattern.compile(
            "AuditEntry\\.(created|changed|deleted|of)\\(\\s*(?:Events\\.(\\w+)|\"([^\"]+)\")(?:,\\s*\"([^\"]+)\")?");
    private static final Pattern CALL = Pattern.compile("AuditEntry\\.(created|changed|deleted|of)\\(");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([a-z-]+) \\|");

    private static String document() throws IOException {
        return Files.readString(Path.of("../docs/security/events.md"));
    }

    @Test
    void every_event_is_in_the_document() throws Exception {
        String document = document();
        for (Field event : Events.class.getFields()) {
            assertThat(document).contains("| `" + event.get(null) + "` |");
        }
    }

    /** The console takes its words from the same table. */
    @Test
    void every_audited_action_is_in_the_document_with_what_it_is_done_to() throws Exception {
        Map<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(document().split("## In the audit trail", -1)[1]);
        while (row.find()) {
            documented.put(row.group(1), row.group(2));
        }
        assertThat(documented).containsAllEntriesOf(audited());
        // The rest is tried, not done: told by an edge, or by the app as an event of the log.
        documented.keySet().removeAll(audited().keySet());
        List<String> events = new ArrayList<>();
        for (Field event : Events.class.getFields()) {
            events.add(String.valueOf(event.get(null)));
        }
        assertThat(events).containsAll(documented.keySet());
    }

    private static Map<String, String> audited() throws Exception {
        Map<String, String> actions = new TreeMap<>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java") && !it.endsWith("Attempts.java"))
                    .toList()) {
                String source = Files.readString(file);
                Matcher entry = ENTRY.matcher(source);
                int read = 0;
                while (entry.find()) {
                    read++;
                    String first = entry.group(2) == null
                            ? entry.group(3)
                            : String.valueOf(
                                    Events.class.getField(entry.group(2)).get(null));
                    if (entry.group(1).equals("of")) {
                        actions.put(first, entry.group(4));
                    } else {
                        actions.put(first + "." + entry.group(1), first);
                    }
                }
                assertThat(CALL.matcher(source).results().count())
                        .as("an audit entry of %s that this test cannot read", file)
                        .isEqualTo(read);
            }
        }
        return actions;
    }
}
