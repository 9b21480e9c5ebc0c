package org.ringfort.app.extensions;

import java.time.Instant;
import org.ringfort.kernel.id.TenantId;

/**
 * A number within a tenant.
 *
 * @param number 2 to 8 digits; what is dialled, and the user part of its address
 * @param displayName what others see
 * @param enabled false: its devices neither register nor call, and it is not reached
 * @param version for the entity tag
 */
public record Extension(
        ExtensionId id,
        TenantId tenant,
        String number,
        String displayName,
        boolean enabled,
        VoicemailSettings voicemail,
        long version,
        Instant createdAt) {}
