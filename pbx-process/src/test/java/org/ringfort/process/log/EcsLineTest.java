package org.ringfort.process.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class EcsLineTest {
    private static String line(String message, KeyValuePair... pairs) {
        var event = new LoggingEvent(
                "x", new LoggerContext().getLogger("org.ringfort.Test"), Level.INFO, message, null, null);
        for (KeyValuePair pair : pairs) {
            event.addKeyValuePair(pair);
        }
        return EcsLine.of("ringfort-edge", event);
    }

    @Test
    void names_are_those_of_the_schema() {
        assertThat(line("refused", new KeyValuePair("source.ip", "192.0.2.7"), new KeyValuePair("source.port", 5061)))
                .contains("\"@timestamp\":\"20")
                .contains("\"log.level\":\"INFO\"")
                .contains("\"service.name\":\"ringfort-edge\"")
                .contains("\"message\":\"refused\"")
                .contains("\"source.ip\":\"192.0.2.7\"")
                .contains("\"source.port\":5061")
                .endsWith("}\n");
    }

    @Test
    void no_value_begins_a_record_or_colours_a_terminal() {
        String forged = line("a\r\n{\"x\":1}\u001b[31m\u2028\u202e\u0085\ud800", new KeyValuePair("k\n", "v\n\""));
        assertThat(forged.chars().filter(c -> c == '\n').count()).isEqualTo(1);
        assertThat(forged)
                .contains("a\\r\\n{\\\"x\\\":1}\\u001b[31m\\u2028\\u202e\\u0085\\ud800")
                .contains("\"k\\n\":\"v\\n\\\"\"");
    }

    @Test
    void long_values_are_cut_and_repeated_keys_dropped() {
        assertThat(line("x".repeat(10_000))).hasSizeLessThan(5_000).contains("…");
        assertThat(line("m", new KeyValuePair("message", "other"))).doesNotContain("other");
    }
}
