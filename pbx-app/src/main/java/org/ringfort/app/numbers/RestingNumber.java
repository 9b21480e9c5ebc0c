package org.ringfort.app.numbers;

import java.time.Instant;
import org.ringfort.kernel.id.TenantId;

/**
 * A number that a tenant has given up. It leads nowhere, and no other tenant can enter it; the one that had it can at once.
 *
 * @param tenant who had it
 * @param number E.164 with its plus sign
 * @param until from when on anybody can enter it
 */
public record RestingNumber(NumberId id, TenantId tenant, String number, Instant until) {}
