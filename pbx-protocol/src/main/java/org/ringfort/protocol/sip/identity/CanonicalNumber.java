package org.ringfort.protocol.sip.identity;

import java.util.Optional;
import org.ringfort.protocol.sip.grammar.Ascii;

/**
 * A telephone number as tokens hold it: no plus sign, no visual separators, so that both ends sign and compare the same.
 *
 * @rfc 8224 8.3
 */
public final class CanonicalNumber {
    private static final String SEPARATORS = " -.()";
    private static final int LONGEST = 32;

    private CanonicalNumber() {}

    /** The canonical form of something dialled or presented; empty where it is no number. */
    public static Optional<String> of(String written) {
        int from = written.startsWith("+") ? 1 : 0;
        var digits = new StringBuilder(Math.min(written.length(), LONGEST));
        for (int i = from; i < written.length(); i++) {
            char c = written.charAt(i);
            if (Ascii.isDigit(c) || c == '*' || c == '#') {
                if (digits.length() == LONGEST) {
                    return Optional.empty();
                }
                digits.append(c);
            } else if (SEPARATORS.indexOf(c) < 0) {
                return Optional.empty();
            }
        }
        return digits.isEmpty() ? Optional.empty() : Optional.of(digits.toString());
    }
}
