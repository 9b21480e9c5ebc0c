package org.ringfort.app.extensions;

import java.time.Instant;
import java.util.Optional;
import org.ringfort.kernel.id.TenantId;

/**
 * A phone of an extension, without its secrets.
 *
 * @param authUsername random, unlike the number, unique in its tenant
 * @param mayCall false: it registers and is rung, but starts no call
 * @param exception set if and only if keying is CLEAR
 * @param certificateRequired its password counts for nothing without a certificate of its own
 * @param digits how it sends what is pressed on it
 * @param version for the entity tag
 */
public record Device(
        DeviceId id,
        TenantId tenant,
        ExtensionId extension,
        String name,
        String authUsername,
        DigestFloor digestFloor,
        MediaKeying keying,
        Optional<MediaException> exception,
        boolean mayCall,
        boolean enabled,
        boolean certificateRequired,
        Digits digits,
        Instant credentialsAt,
        long version,
        Instant createdAt) {}
