package org.ringfort.app.music;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where music on hold comes from. */
public enum MusicSource {
    /** Who is on hold hears what the phone sends that holds, or nothing. */
    OFF,
    BUILT_IN,
    /** The tune that the tenant has uploaded. */
    OWN;

    /** {@code off}, {@code built-in}, {@code own}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a wire name. */
    @JsonCreator
    public static MusicSource parse(String wireName) {
        for (MusicSource source : values()) {
            if (source.wireName().equals(wireName)) {
                return source;
            }
        }
        throw new IllegalArgumentException("no such source");
    }
}
