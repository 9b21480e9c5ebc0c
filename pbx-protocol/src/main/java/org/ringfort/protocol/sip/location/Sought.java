package org.ringfort.protocol.sip.location;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whom one wants to reach.
 *
 * @param host name, or address without brackets
 * @param port as it was named; empty: as DNS says
 * @param transport as it was named; empty: as DNS says
 * @param secured whether nothing but TLS will do, as for a {@code sips} URI
 */
public record Sought(String host, OptionalInt port, Optional<Transport> transport, boolean secured) {
    /**
     * @throws IllegalArgumentException where it contradicts itself: secured, and by another way than TLS
     */
    public Sought {
        if (secured && transport.filter(way -> !way.secured()).isPresent()) {
            throw new IllegalArgumentException("secured by " + transport.orElseThrow());
        }
        if (host.isEmpty() || host.length() > 253 || port.orElse(1) < 1 || port.orElse(1) > 65_535) {
            throw new IllegalArgumentException("host or port");
        }
    }
}
