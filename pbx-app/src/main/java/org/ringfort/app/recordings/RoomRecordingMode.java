package org.ringfort.app.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether what is said in a conference room is recorded. */
public enum RoomRecordingMode {
    NEVER,
    ALWAYS;

    /** {@code never}, {@code always}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name. */
    @JsonCreator
    public static RoomRecordingMode parse(String wireName) {
        return switch (wireName) {
            case "never" -> NEVER;
            case "always" -> ALWAYS;
            default -> throw new IllegalArgumentException("no such mode");
        };
    }
}
