package org.ringfort.app.tenants.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringfort.app.tenants.Tenant;

record TenantView(
        UUID id,
        String name,
        String domain,
        List<String> aliases,
        boolean enabled,
        int maxExtensions,
        int maxCalls,
        Instant createdAt,
        long version) {
    static TenantView of(Tenant tenant) {
        return new TenantView(
                tenant.id().value(),
                tenant.name(),
                tenant.domain(),
                tenant.aliases(),
                tenant.enabled(),
                tenant.maxExtensions(),
                tenant.maxCalls(),
                tenant.createdAt(),
                tenant.version());
    }
}
