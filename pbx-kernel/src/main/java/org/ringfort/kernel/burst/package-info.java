/** What strangers can make happen as often as they like, told so that nobody drowns in it. */
@NullMarked
package org.ringfort.kernel.burst;

import org.jspecify.annotations.NullMarked;
