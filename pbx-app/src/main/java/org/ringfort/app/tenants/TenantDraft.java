package org.ringfort.app.tenants;

import java.util.List;

/** What can be said of a tenant by those who administer it; see {@link Tenant}. */
public record TenantDraft(String name, List<String> aliases, boolean enabled, int maxExtensions, int maxCalls) {
    /** Copies the aliases. */
    public TenantDraft {
        aliases = List.copyOf(aliases);
    }
}
