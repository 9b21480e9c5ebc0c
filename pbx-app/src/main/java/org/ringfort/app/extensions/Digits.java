package org.ringfort.app.extensions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a device sends the digits that are pressed on it (DTMF). */
public enum Digits {
    /** As telephone-events (RFC 4733): what nearly every phone does. */
    EVENTS,
    /** As tones in its speech: what it says is listened to. Not where it is encrypted end to end. */
    IN_BAND;

    /** {@code events}, {@code in-band}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a wire name. */
    @JsonCreator
    public static Digits parse(String wireName) {
        return switch (wireName) {
            case "events" -> EVENTS;
            case "in-band" -> IN_BAND;
            default -> throw new IllegalArgumentException("no such way to send digits");
        };
    }
}
