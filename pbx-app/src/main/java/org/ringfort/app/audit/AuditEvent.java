package org.ringfort.app.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.id.TenantId;

/**
 * One link of a tenant's chain.
 *
 * @param sequence from 1, without gaps
 * @param actorKind see {@code Actor.Kind}
 * @param before JSON text, or null
 * @param after JSON text, or null
 * @param hash SHA-256 over everything here and the hash before, hexadecimal
 */
public record AuditEvent(
        UUID id,
        TenantId tenant,
        long sequence,
        Instant at,
        String actorKind,
        UUID actorId,
        String actorName,
        String sourceAddress,
        String action,
        String targetKind,
        String targetId,
        @Nullable String before,
        @Nullable String after,
        String hash) {}
