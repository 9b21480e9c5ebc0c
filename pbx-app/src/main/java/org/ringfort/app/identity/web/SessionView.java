package org.ringfort.app.identity.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.access.Role;

/**
 * How far the caller has signed in.
 *
 * @param stage {@code anonymous}, {@code totp}, {@code enrolment}, {@code password-change} or {@code complete}
 * @param permissions what the caller may do, once complete
 * @param tenant where the caller acts; null for the platform itself
 * @param expiresAt when the session ends at the latest
 */
record SessionView(
        String stage,
        @Nullable SessionUser user,
        List<String> permissions,
        @Nullable SessionTenant tenant,
        @Nullable Instant expiresAt) {

    record SessionUser(
            UUID id,
            String username,
            String displayName,
            Role role,
            @Nullable String extension,
            @Nullable UUID tenantId) {}

    record SessionTenant(UUID id, String name, String domain) {}

    static SessionView anonymous() {
        return new SessionView("anonymous", null, List.of(), null, null);
    }
}
