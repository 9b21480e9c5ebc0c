/** Rows of wrapped keys. */
@NullMarked
package org.ringfort.app.keys.store;

import org.jspecify.annotations.NullMarked;
