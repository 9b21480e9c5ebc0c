/** Rows of music on hold. */
@NullMarked
package org.ringfort.app.music.store;

import org.jspecify.annotations.NullMarked;
