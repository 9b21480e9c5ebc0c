package org.ringfort.app.registrar;

import org.ringfort.kernel.id.TenantId;

/**
 * What a request is authenticated against.
 *
 * @param name the tenant's digest realm, whatever alias of its domain was asked
 * @param offerMd5 whether the domain's policy lets MD5 be offered at all
 */
public record Realm(TenantId tenant, String name, boolean offerMd5) {}
