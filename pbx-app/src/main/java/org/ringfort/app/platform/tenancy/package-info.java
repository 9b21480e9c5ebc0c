/** Whose data a piece of work may see: one tenant, carried by a scoped value into the database session. */
@NullMarked
package org.ringfort.app.platform.tenancy;

import org.jspecify.annotations.NullMarked;
