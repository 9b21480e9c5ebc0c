/** Values that must not be printed, compared in variable time, or kept longer than needed. */
@NullMarked
package org.ringfort.kernel.secret;

import org.jspecify.annotations.NullMarked;
