/** Rows of extensions and devices. */
@NullMarked
package org.ringfort.app.extensions.store;

import org.jspecify.annotations.NullMarked;
