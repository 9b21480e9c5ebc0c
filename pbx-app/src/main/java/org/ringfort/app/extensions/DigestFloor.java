package org.ringfort.app.extensions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The weakest digest that is accepted from a device.
 *  @rfc 8760 */
public enum DigestFloor {
    /** MD5 or better: for phones that know nothing else. */
    MD5,
    /** SHA-256 only. */
    SHA_256;

    /** {@code md5}, {@code sha-256}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a wire name. */
    @JsonCreator
    public static DigestFloor parse(String wireName) {
        return switch (wireName) {
            case "md5" -> MD5;
            case "sha-256" -> SHA_256;
            default -> throw new IllegalArgumentException("no such digest");
        };
    }
}
