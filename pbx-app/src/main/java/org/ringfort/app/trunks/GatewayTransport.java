package org.ringfort.app.trunks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How signalling reaches a gateway. */
public enum GatewayTransport {
    /** Verified against the gateway's name; the only one that keys of media may travel over. */
    TLS,
    /** In clear: only where the trunk is an exception. */
    TCP,
    /** In clear, and from a listener of the edge that names the gateway's network. */
    UDP;

    /** {@code tls}, {@code tcp}, {@code udp}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name. */
    @JsonCreator
    public static GatewayTransport parse(String wireName) {
        return switch (wireName) {
            case "tls" -> TLS;
            case "tcp" -> TCP;
            case "udp" -> UDP;
            default -> throw new IllegalArgumentException("no such transport");
        };
    }
}
