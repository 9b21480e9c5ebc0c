/** Rows of page groups. */
@NullMarked
package org.ringfort.app.paging.store;

import org.jspecify.annotations.NullMarked;
