/** Rows of recordings. */
@NullMarked
package org.ringfort.app.recordings.store;

import org.jspecify.annotations.NullMarked;
