/** Bindings in PostgreSQL: visible SQL, one schema. */
@NullMarked
package org.ringfort.app.registrar.store;

import org.jspecify.annotations.NullMarked;
