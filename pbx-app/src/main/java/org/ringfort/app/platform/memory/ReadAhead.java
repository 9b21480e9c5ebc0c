package org.ringfort.app.platform.memory;

import org.ringfort.kernel.id.TenantId;

/**
 * Something that calls need of a tenant. Every few minutes it is read for each tenant that has phones registered, into what a
 * {@link Remembered} knows: while the database is away calls go on by it.
 */
public interface ReadAhead {
    /** Reads it anew; may block for the database. */
    void readAhead(TenantId tenant);
}
