package org.ringfort.app.tenants;

/** A tenant was created or changed; published in the transaction that did it. */
public record TenantChanged(Tenant tenant) {}
