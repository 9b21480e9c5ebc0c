/** The names of log fields, events and metrics: constants, no code. */
@NullMarked
package org.ringfort.kernel.telemetry;

import org.jspecify.annotations.NullMarked;
