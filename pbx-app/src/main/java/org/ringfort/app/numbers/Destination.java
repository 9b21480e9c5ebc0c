package org.ringfort.app.numbers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Where a call to a number leads.
 *
 * @param extension number of the extension or conference room, 1 to 20 digits; empty for the echo test. Whether there is one is seen when
 *     somebody calls
 */
public record Destination(Kind kind, String extension) {
    /** What is there. */
    public enum Kind {
        /** The phones of an extension, then its voicemail; or the conference room of that number. */
        EXTENSION,
        /** The mailbox of an extension; nothing rings. */
        VOICEMAIL,
        /** The echo test, for trying out a trunk. */
        ECHO;

        /** {@code extension}, {@code voicemail}, {@code echo}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads a wire name. */
        @JsonCreator
        public static Kind parse(String wireName) {
            return switch (wireName) {
                case "extension" -> EXTENSION;
                case "voicemail" -> VOICEMAIL;
                case "echo" -> ECHO;
                default -> throw new IllegalArgumentException("no such destination");
            };
        }
    }
}
