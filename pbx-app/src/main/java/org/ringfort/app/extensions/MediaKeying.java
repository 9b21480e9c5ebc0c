package org.ringfort.app.extensions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a device agrees on media keys. */
public enum MediaKeying {
    /** Keys in SDP, under TLS. */
    SDES,
    /** DTLS-SRTP. */
    DTLS,
    /** As the phone likes: it is offered both, in one stream. */
    EITHER,
    /** ZRTP with the phone at the other end, which is set so too: nobody between them has the keys, and no service hears it. */
    ZRTP,
    /** No SRTP: an exception with a reason and an end, audited. */
    CLEAR;

    /** {@code sdes}, {@code dtls}, {@code either}, {@code zrtp}, {@code clear}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name. */
    @JsonCreator
    public static MediaKeying parse(String wireName) {
        return switch (wireName) {
            case "sdes" -> SDES;
            case "dtls" -> DTLS;
            case "either" -> EITHER;
            case "zrtp" -> ZRTP;
            case "clear" -> CLEAR;
            default -> throw new IllegalArgumentException("no such keying");
        };
    }
}
