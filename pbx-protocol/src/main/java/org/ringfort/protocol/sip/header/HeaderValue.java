package org.ringfort.protocol.sip.header;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * What stands after the colon. Cannot hold CR or LF, so that no value, whoever chose it, can begin a header of its own.
 *
 * @param text without the space around it
 */
public record HeaderValue(String text) {
    /**
     * @throws IllegalArgumentException if {@code text} holds a line break
     */
    public HeaderValue {
        if (Ascii.breaksLine(text)) {
            throw new IllegalArgumentException("a header value holds a line break");
        }
        text = strip(text);
    }

    /** Empty where {@code text} holds a line break. */
    public static Optional<HeaderValue> parse(String text) {
        return Ascii.breaksLine(text) ? Optional.empty() : Optional.of(new HeaderValue(text));
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
            from++;
        }
        while (to > from && (text.charAt(to - 1) == ' ' || text.charAt(to - 1) == '\t')) {
            to--;
        }
        return text.substring(from, to);
    }

    @Override
    public String toString() {
        return text;
    }
}
