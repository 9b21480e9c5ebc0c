package org.ringfort.protocol.sip.digest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;

/** The {@code name=value, …} list of a challenge or of credentials; names in small letters, none twice. */
final class AuthParameters {
    private static final int MAX_COUNT = 32;

    private final Map<String, String> values;

    private AuthParameters(Map<String, String> values) {
        this.values = values;
    }

    /** Empty where the list is malformed or names something twice, which two readers could take two ways. */
    static Optional<AuthParameters> parse(String text) {
        var in = new Lexer(text);
        Map<String, String> values = new LinkedHashMap<>();
        in.skipSpace();
        while (!in.atEnd()) {
            String name = Ascii.lower(in.token());
            in.expect('=');
            String value = in.peek() == '"' ? in.quoted() : strip(in.until(",\""));
            if (in.failed() || values.size() == MAX_COUNT || values.putIfAbsent(name, value) != null) {
                return Optional.empty();
            }
            in.skipSpace();
            if (!in.atEnd()) {
                in.expect(',');
                if (in.atEnd()) {
                    return Optional.empty();
                }
            }
        }
        return in.failed() || values.isEmpty() ? Optional.empty() : Optional.of(new AuthParameters(values));
    }

    private static String strip(String text) {
        int to = text.length();
        while (to > 0 && (text.charAt(to - 1) == ' ' || text.charAt(to - 1) == '\t')) {
            to--;
        }
        return text.substring(0, to);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
