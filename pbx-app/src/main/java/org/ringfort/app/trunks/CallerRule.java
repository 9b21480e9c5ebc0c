package org.ringfort.app.trunks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whom the carrier sees calling. */
public enum CallerRule {
    /** The number of the extension that calls; where it has none, the trunk's. */
    EXTENSION,
    /** The trunk's number, whoever calls. */
    TRUNK,
    /** As {@link #EXTENSION}, but for the carrier alone: whoever is called sees nobody. Emergency services see it. */
    WITHHELD;

    /** {@code extension}, {@code trunk}, {@code withheld}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name. */
    @JsonCreator
    public static CallerRule parse(String wireName) {
        return switch (wireName) {
            case "extension" -> EXTENSION;
            case "trunk" -> TRUNK;
            case "withheld" -> WITHHELD;
            default -> throw new IllegalArgumentException("no such rule");
        };
    }
}
