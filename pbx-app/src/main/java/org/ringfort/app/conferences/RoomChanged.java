package org.ringfort.app.conferences;

import org.ringfort.kernel.id.TenantId;

/** A room was made, changed or deleted. */
public record RoomChanged(TenantId tenant, RoomId id, String number) {}
