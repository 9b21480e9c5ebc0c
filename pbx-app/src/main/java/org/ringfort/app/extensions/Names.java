package org.ringfort.app.extensions;

import java.util.regex.Pattern;
import org.ringfort.app.platform.rest.Problem;

/** Names that phones show: nothing in them may end a header or a quoted string. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\"<>\\\\]{1,80}");

    private Names() {}

    static void check(String field, String name) {
        if (!NAME.matcher(name).matches() || name.isBlank()) {
            throw Problem.invalid(
                    field, "malformed", "Give 1 to 80 characters, without quotes, angle brackets or backslashes.");
        }
    }
}
