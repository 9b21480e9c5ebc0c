package org.ringfort.app.defence;

import java.time.Instant;
import java.util.UUID;

/**
 * A network that bans stop at.
 *
 * @param note why, in an administrator's words
 */
public record BanExemption(UUID id, Network network, Kind kind, String note, String createdBy, Instant createdAt) {
    /** How far it goes. */
    public enum Kind {
        /** Nobody there is ever banned. */
        NEVER,
        /** Single accounts are banned there, never everybody: for loopback and for proxies that many come through. */
        ACCOUNTS_ONLY
    }
}
