/**
 * What was said, for those who look into a call that went wrong: every message, redacted, kept for minutes and told to a
 * collector. Doors: {@link org.ringfort.edge.trace.Tracer}.
 */
@NullMarked
package org.ringfort.edge.trace;

import org.jspecify.annotations.NullMarked;
