/** Rows of trunks. */
@NullMarked
package org.ringfort.app.trunks.store;

import org.jspecify.annotations.NullMarked;
