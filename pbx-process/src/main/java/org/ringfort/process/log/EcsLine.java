package org.ringfort.process.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One log event as one line of JSON with names of the Elastic Common Schema, dotted keys unnested.
 *
 * <p>What a stranger sends may stand in a value: every control character, the line separators of Unicode and
 * directional overrides are escaped, so that no value can begin a new record or colour a terminal, and a value is cut after
 * {@value #MAX_VALUE_CHARS} characters. A key of an event that repeats another is dropped.
 */
final class EcsLine {
    static final int MAX_VALUE_CHARS = 4_000;
    static final int MAX_STACK_CHARS = 16_000;

    private final StringBuilder text = new StringBuilder(300).append('{');
    private final Set<String> keys = new HashSet<>();

    private EcsLine() {}

    static String of(String serviceName, ILoggingEvent event) {
        var line = new EcsLine();
        Instant moment = event.getInstant();
        line.field("@timestamp", (moment == null ? Instant.ofEpochMilli(event.getTimeStamp()) : moment).toString());
        line.field("log.level", event.getLevel().toString());
        line.field("service.name", serviceName);
        line.field("message", event.getFormattedMessage());
        line.field("log.logger", event.getLoggerName());
        line.field("process.thread.name", event.getThreadName());
        line.field("ecs.version", "8.11");
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            for (KeyValuePair pair : pairs) {
                line.field(pair.key, pair.value);
            }
        }
        line.error(event.getThrowableProxy());
        return line.text.append("}\n").toString();
    }

    private void error(@Nullable IThrowableProxy thrown) {
        if (thrown != null) {
            field("error.type", thrown.getClassName());
            field("error.message", thrown.getMessage());
            name("error.stack_trace");
            string(ThrowableProxyUtil.asString(thrown), MAX_STACK_CHARS);
        }
    }

    private void field(String key, @Nullable Object value) {
        if (value == null || !keys.add(key)) {
            return;
        }
        name(key);
        if (value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || (value instanceof Double number && Double.isFinite(number))) {
            text.append(value);
        } else {
            string(value.toString(), MAX_VALUE_CHARS);
        }
    }

    private void name(String key) {
        if (text.length() > 1) {
            text.append(',');
        }
        string(key, MAX_VALUE_CHARS);
        text.append(':');
    }

    private void string(String value, int maxChars) {
        text.append('"');
        int end = Math.min(value.length(), maxChars);
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (unsafe(c)) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        if (end < value.length()) {
            text.append('…');
        }
        text.append('"');
    }

    /** Controls, separators, format characters (bidirectional overrides among them) and halves of surrogate pairs. */
    private static boolean unsafe(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
