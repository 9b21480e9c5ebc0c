package org.ringfort.app.platform.bootstrap;

import org.ringfort.kernel.id.TenantId;

/** A module's share of the bootstrap file. Each start applies it again: what exists is left alone. */
public interface BootstrapPart {
    /** Lower goes first: tenants 0, identity 100, extensions 200, voicemail 300. */
    int order();

    /**
     * Applies the share, in a transaction of the tenant.
     *
     * @param tenant the tenant of the file; for the tenants' own part, the platform
     * @return the tenant, as known afterwards
     */
    TenantId apply(BootstrapFile file, TenantId tenant);
}
