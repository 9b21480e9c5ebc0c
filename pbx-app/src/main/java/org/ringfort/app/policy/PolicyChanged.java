package org.ringfort.app.policy;

import org.ringfort.kernel.id.TenantId;

/** A tenant's policy changed; published in the transaction that did it. */
public record PolicyChanged(TenantId tenant, SecurityPolicy policy) {}
