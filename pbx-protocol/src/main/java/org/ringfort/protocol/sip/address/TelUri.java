package org.ringfort.protocol.sip.address;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;
import org.ringfort.protocol.sip.grammar.Lexer;
import org.ringfort.protocol.sip.grammar.Parameters;

/**
 * A telephone number as a URI.
 *
 * @param number as written, visual separators included: {@code +1-201-555-0123}
 * @param parameters such as {@code phone-context}, values in wire form
 * @rfc 3966 3
 */
public record TelUri(String number, Parameters parameters) implements Uri {
    public TelUri {
        if (!isNumber(number)) {
            throw new IllegalArgumentException("telephone number");
        }
    }

    /** Reads a {@code tel:} URI; empty where {@code text} is malformed. */
    public static Optional<TelUri> parse(String text) {
        if (text.length() < 5 || !Ascii.same(text.substring(0, 4), "tel:")) {
            return Optional.empty();
        }
        var in = new Lexer(text.substring(4));
        String number = in.until(";");
        Parameters parameters = Parameters.readUri(in);
        return !in.failed() && in.atEnd() && isNumber(number)
                ? Optional.of(new TelUri(number, parameters))
                : Optional.empty();
    }

    private static boolean isNumber(String text) {
        boolean digits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = Ascii.hex(c) >= 0 || c == '*' || c == '#';
            digits |= digit;
            if (!digit && "-.()".indexOf(c) < 0 && !(c == '+' && i == 0)) {
                return false;
            }
        }
        return digits;
    }

    /** Whether the number is global, that is, begins with a plus sign. */
    public boolean isGlobal() {
        return number.charAt(0) == '+';
    }

    /** The number without visual separators. */
    public String digits() {
        var plain = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            if ("-.()".indexOf(number.charAt(i)) < 0) {
                plain.append(number.charAt(i));
            }
        }
        return plain.toString();
    }

    @Override
    public String scheme() {
        return "tel";
    }

    @Override
    public void appendTo(StringBuilder out) {
        parameters.appendToUri(out.append("tel:").append(number));
    }

    @Override
    public String toString() {
        var out = new StringBuilder(32);
        appendTo(out);
        return out.toString();
    }
}
