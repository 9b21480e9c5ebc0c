/**
 * Which extensions are in calls: told by the calls of this edge, read by whoever shows it to phones. Door: {@link
 * org.ringfort.edge.lamps.LampBoard}.
 */
@NullMarked
package org.ringfort.edge.lamps;

import org.jspecify.annotations.NullMarked;
