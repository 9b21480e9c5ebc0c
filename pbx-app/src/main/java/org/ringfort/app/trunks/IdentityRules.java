package org.ringfort.app.trunks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a trunk does about signed caller identity (STIR/SHAKEN).
 *
 * @param signs whether calls that go out are signed
 * @param check what becomes of calls that come in
 * @param passesCaller whether a caller from outside who is sent on by this trunk goes out under its own number, if that was signed and is
 *     verified, with its tokens and one of ours
 * @rfc 8946 4.1
 */
public record IdentityRules(boolean signs, Check check, boolean passesCaller) {
    /** Neither. */
    public static final IdentityRules NONE = new IdentityRules(false, Check.OFF);

    /** Which passes nobody on. */
    public IdentityRules(boolean signs, Check check) {
        this(signs, check, false);
    }

    /** How much a caller's number must be vouched for. */
    public enum Check {
        /** It is not looked at. */
        OFF,
        /** It is verified, and what came of it is written down; the call is taken. */
        MARK,
        /** It is verified, and a call whose number nobody vouches for is refused. */
        REFUSE;

        /** {@code off}, {@code mark}, {@code refuse}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads a wire name. */
        @JsonCreator
        public static Check parse(String wireName) {
            return switch (wireName) {
                case "off" -> OFF;
                case "mark" -> MARK;
                case "refuse" -> REFUSE;
                default -> throw new IllegalArgumentException("no such check");
            };
        }
    }
}
