/** {@code make bench-flood}: whether people can still call while a stranger shouts. Loopback only, bounded in count and time. */
@NullMarked
package org.ringfort.e2e.bench.flood;

import org.jspecify.annotations.NullMarked;
