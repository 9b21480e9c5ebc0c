/** Rows of tenants and their domains. */
@NullMarked
package org.ringfort.app.tenants.store;

import org.jspecify.annotations.NullMarked;
