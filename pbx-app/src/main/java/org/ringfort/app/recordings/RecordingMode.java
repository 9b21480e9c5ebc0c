package org.ringfort.app.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether the calls of an extension are recorded, whoever calls; the stricter comes later. */
public enum RecordingMode {
    /** Not for its sake; the other party may want it. */
    NEVER,
    /** From when its phone asks for it ({@code *1}), with pauses. */
    ON_DEMAND,
    /** From the answer on; its phone may pause ({@code *1}). */
    PAUSABLE,
    /** All of it. */
    ALWAYS;

    /** {@code never}, {@code on-demand}, {@code pausable}, {@code always}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a wire name. */
    @JsonCreator
    public static RecordingMode parse(String wireName) {
        for (RecordingMode mode : values()) {
            if (mode.wireName().equals(wireName)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("no such mode");
    }
}
