/** Who acts, what they may do, and the one table that says so. */
@NullMarked
package org.ringfort.app.platform.access;

import org.jspecify.annotations.NullMarked;
