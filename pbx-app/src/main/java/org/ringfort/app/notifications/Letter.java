package org.ringfort.app.notifications;

import java.time.Instant;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;

/**
 * One notice on its way to one recipient.
 *
 * @param target mail address, or https address
 * @param payload the notice as JSON, octet for octet the same in every attempt
 * @param attempts so many were made, this one among them
 */
public record Letter(
        UUID id, TenantId tenant, Way way, String target, String payload, int attempts, Instant createdAt) {
    /** How it goes. */
    public enum Way {
        MAIL,
        WEBHOOK
    }
}
