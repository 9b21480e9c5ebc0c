package org.ringfort.protocol.sip.address;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * A URI of a scheme that means nothing to us; as a Request-URI it is answered with 416.
 *
 * @param scheme in small letters
 * @param rest what follows the colon, in wire form
 * @rfc 3261 8.2.2.1
 */
public record OtherUri(String scheme, String rest) implements Uri {
    public OtherUri {
        if (!isScheme(scheme) || !Ascii.isOpaque(rest)) {
            throw new IllegalArgumentException("URI");
        }
        scheme = Ascii.lower(scheme);
    }

    static Optional<OtherUri> parse(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            return Optional.empty();
        }
        String scheme = text.substring(0, colon);
        String rest = text.substring(colon + 1);
        return isScheme(scheme) && Ascii.isOpaque(rest) ? Optional.of(new OtherUri(scheme, rest)) : Optional.empty();
    }

    private static boolean isScheme(String text) {
        int first = text.isEmpty() ? -1 : Ascii.lower(text.charAt(0));
        if (first < 'a' || first > 'z') {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = (char) Ascii.lower(text.charAt(i));
            if (!(c >= 'a' && c <= 'z') && !Ascii.isDigit(c) && c != '+' && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(scheme).append(':').append(rest);
    }

    @Override
    public String toString() {
        return scheme + ':' + rest;
    }
}
