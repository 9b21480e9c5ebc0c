package org.ringfort.app.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether the calls of an extension are recorded, whoever calls. */
public enum RecordingMode {
    /** Not for its sake; the other party may want it. */
    NEVER,
    ALWAYS;

    /** {@code never}, {@code always}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name. */
    @JsonCreator
    public static RecordingMode parse(String wireName) {
        return switch (wireName) {
            case "never" -> NEVER;
            case "always" -> ALWAYS;
            default -> throw new IllegalArgumentException("no such mode");
        };
    }
}
