/** What the hot paths cost: JMH benchmarks, run by `make bench`. */
@NullMarked
package org.ringfort.e2e.bench;

import org.jspecify.annotations.NullMarked;
