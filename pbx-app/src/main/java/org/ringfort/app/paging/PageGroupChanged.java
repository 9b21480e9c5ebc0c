package org.ringfort.app.paging;

import org.ringfort.kernel.id.TenantId;

/** A page group was made, changed or deleted. */
public record PageGroupChanged(TenantId tenant, PageGroupId id, String number) {}
