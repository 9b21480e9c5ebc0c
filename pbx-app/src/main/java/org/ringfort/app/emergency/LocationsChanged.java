package org.ringfort.app.emergency;

import java.util.Optional;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.kernel.id.TenantId;

/**
 * Where devices of a tenant are is no longer as it was.
 *
 * @param device the one; empty: it may be any
 */
public record LocationsChanged(TenantId tenant, Optional<DeviceId> device) {}
