/** {@code make soak}: good and hostile traffic together for a long time, and whether anything grows meanwhile. */
@NullMarked
package org.ringfort.e2e.bench.soak;

import org.jspecify.annotations.NullMarked;
