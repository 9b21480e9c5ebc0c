package org.ringfort.app.supervision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a supervisor may go; each holds those before it. */
public enum Reach {
    /** Hears both parties; neither hears the supervisor. */
    LISTEN,
    /** The supervised party hears the supervisor as well, the other does not. */
    WHISPER,
    /** All three hear one another. */
    BARGE;

    /** Whether who may do this may do that. */
    public boolean holds(Reach wanted) {
        return compareTo(wanted) >= 0;
    }

    /** {@code listen}, {@code whisper}, {@code barge}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name. */
    @JsonCreator
    public static Reach parse(String wireName) {
        for (Reach reach : values()) {
            if (reach.wireName().equals(wireName)) {
                return reach;
            }
        }
        throw new IllegalArgumentException("no such reach");
    }
}
