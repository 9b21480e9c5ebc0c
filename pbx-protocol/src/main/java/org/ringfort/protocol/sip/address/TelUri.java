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
    private static final String CONTEXT = "phone-context";
    private static final String EXTENSION = "ext";

    public TelUri {
        if (!isNumber(number) || !areReadable(parameters)) {
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
        return !in.failed() && in.atEnd() && isNumber(number) && areReadable(parameters)
                ? Optional.of(new TelUri(number, parameters))
                : Optional.empty();
    }

    /** A local number may have letters, stars and hashes; a global one, which a plus sign begins, has digits alone. */
    private static boolean isNumber(String text) {
        boolean global = text.startsWith("+");
        boolean digits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean decimal = c >= '0' && c <= '9';
            boolean digit = decimal || (!global && (Ascii.hex(c) >= 0 || c == '*' || c == '#'));
            digits |= digit;
            if (!digit && "-.()".indexOf(c) < 0 && !(c == '+' && i == 0)) {
                return false;
            }
        }
        return digits;
    }

    /** What follows the number is read where it says where a local number is one, and who is meant behind it. */
    private static boolean areReadable(Parameters parameters) {
        boolean context = parameters
                .get(CONTEXT)
                .filter(text -> text.startsWith("+")
                        ? !isNumber(text)
                        : Host.parse(text).isEmpty())
                .isEmpty();
        return context
                && (!parameters.has(CONTEXT) || parameters.get(CONTEXT).isPresent())
                && parameters.get(EXTENSION).filter(text -> !isNumber(text)).isEmpty();
    }

    /**
     * Where a local number is one: a domain name, or the digits that the numbers of a plan begin with ({@code +49}).
     *
     * @rfc 3966 5.1.5
     */
    public Optional<String> context() {
        return parameters.get(CONTEXT);
    }

    /**
     * Whether somebody in {@code domain} who dials the digits means this number: every global one, and local ones of that domain
     * or of no place that is named.
     */
    public boolean isNumberIn(String domain) {
        return isGlobal()
                || context().filter(where -> !Ascii.same(where, domain)).isEmpty();
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
