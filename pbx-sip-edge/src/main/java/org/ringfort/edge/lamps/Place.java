package org.ringfort.edge.lamps;

/** One extension of one tenant. */
public record Place(String tenantId, String extension) {}
