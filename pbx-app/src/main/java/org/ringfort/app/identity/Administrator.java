package org.ringfort.app.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.platform.access.Role;
import org.ringfort.kernel.id.TenantId;

/**
 * Somebody who signs in, whatever their role; without secrets.
 *
 * @param home their tenant, or the platform
 * @param username unique in the installation, lower case
 * @param extension the number they own, for users
 * @param secondFactor whether one is set up
 * @param sessionEpoch sessions of an earlier one are worthless
 */
public record Administrator(
        UUID id,
        TenantId home,
        String username,
        String displayName,
        Role role,
        Optional<String> extension,
        boolean enabled,
        boolean secondFactor,
        boolean passwordChangeRequired,
        int sessionEpoch,
        Optional<Instant> lastSignInAt,
        Instant createdAt,
        long version) {}
