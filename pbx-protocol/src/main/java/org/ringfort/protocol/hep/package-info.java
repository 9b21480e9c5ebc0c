/** Captured messages for a collector: HEP version 3, as Homer takes it. */
@NullMarked
package org.ringfort.protocol.hep;

import org.jspecify.annotations.NullMarked;
