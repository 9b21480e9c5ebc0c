package org.ringfort.app.defence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ban as an administrator wants it.
 *
 * @param network an address or a network
 * @param domain of the account; in a tenant its own where it is left out
 * @param username as in the phone's credentials; null: everybody there
 * @param reason in the administrator's words
 * @param endsAt null: until it is lifted
 */
public record BanDraft(
        String network,
        @Nullable String domain,
        @Nullable String username,
        String reason,
        @Nullable Instant endsAt) {}
