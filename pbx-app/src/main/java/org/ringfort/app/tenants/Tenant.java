package org.ringfort.app.tenants;

import java.time.Instant;
import java.util.List;
import org.ringfort.kernel.id.TenantId;

/**
 * A customer.
 *
 * @param name for people
 * @param domain its SIP domain; fixed, since it is also the digest realm that every stored credential is made over
 * @param aliases other domains that lead here
 * @param enabled false: nobody signs in, registers or calls
 * @param maxExtensions 1 to 100,000
 * @param maxCalls at the same time; 1 to 100,000
 * @param version for the entity tag
 */
public record Tenant(
        TenantId id,
        String name,
        String domain,
        List<String> aliases,
        boolean enabled,
        int maxExtensions,
        int maxCalls,
        long version,
        Instant createdAt) {
    /** Copies the aliases. */
    public Tenant {
        aliases = List.copyOf(aliases);
    }

    /** The realm of digest challenges, whichever alias was used. */
    public String realm() {
        return domain;
    }
}
