package org.ringfort.app.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringfort.app.platform.access.Permission;
import org.ringfort.kernel.id.TenantId;

/**
 * A program's way in, without its secret.
 *
 * @param home the tenant it works for, or the platform
 * @param prefix its first characters, to recognise it by
 * @param createdBy who made it, by name
 */
public record ApiKey(
        UUID id,
        TenantId home,
        String name,
        String prefix,
        Set<Permission> permissions,
        Instant expiresAt,
        Optional<Instant> lastUsedAt,
        String createdBy,
        Instant createdAt,
        long version) {
    /** Copies the permissions. */
    public ApiKey {
        permissions = Set.copyOf(permissions);
    }
}
