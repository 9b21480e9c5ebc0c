package org.ringfort.app.supervision;

import org.ringfort.kernel.id.TenantId;

/** Somebody of that tenant may supervise less than before, or nobody. */
record LessGranted(TenantId tenant) {}
