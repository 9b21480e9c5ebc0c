package org.ringfort.app.trunks;

import org.ringfort.kernel.id.TenantId;

/** A trunk was created, changed or deleted. */
public record TrunkChanged(TenantId tenant, TrunkId trunk) {}
