package org.ringfort.app.platform.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Versions of resources on the wire: {@code ETag} out, {@code If-Match} in.
 *  @rfc 9110 8.8.3 */
public final class EntityTag {
    private EntityTag() {}

    /** The tag of a version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that a change is meant for.
     *
     * @throws Problem 428 where the header is absent, 412 where it cannot be one of ours
     */
    public static long required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new Problem(
                    428, "if-match-required", "Send the resource's ETag in If-Match, so no change is lost.", List.of());
        }
        String text = ifMatch.strip();
        if (text.matches("\"[0-9]{1,18}\"")) {
            return Long.parseLong(text.substring(1, text.length() - 1));
        }
        throw stale();
    }

    /** Refuses a change meant for another version than the one at hand. */
    public static void check(long expected, long actual) {
        if (expected != actual) {
            throw stale();
        }
    }

    private static Problem stale() {
        return new Problem(412, "stale", "Somebody changed this meanwhile. Load it again.", List.of());
    }
}
