package org.ringfort.app.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where what recorded calls say goes. */
public enum RecordingDestination {
    /** It is kept here. */
    STORE,
    /** It goes to the tenant's recording server, and nothing is kept here. */
    SERVER,
    /** It goes there, and is kept here as well. */
    BOTH;

    /** {@code store}, {@code server}, {@code both}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name. */
    @JsonCreator
    public static RecordingDestination parse(String wireName) {
        return switch (wireName) {
            case "store" -> STORE;
            case "server" -> SERVER;
            case "both" -> BOTH;
            default -> throw new IllegalArgumentException("no such destination");
        };
    }
}
