package org.ringfort.app.defence;

import org.ringfort.kernel.id.TenantId;

/**
 * Somebody proved themselves from a source.
 *
 * @param username of the credentials
 * @param extension of the device; where they differ, both are spared
 */
public record Sighting(TenantId tenant, Network source, String username, String extension) {}
