/** main, configuration records, wiring by constructor. */
@NullMarked
package org.ringfort.edge.boot;

import org.jspecify.annotations.NullMarked;
