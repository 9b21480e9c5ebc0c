/** Rows of grants to supervise. */
@NullMarked
package org.ringfort.app.supervision.store;

import org.jspecify.annotations.NullMarked;
