/**
 * Which extensions are in calls, and which can be reached: told by the calls and registrations of this edge, read by whoever
 * shows it to phones. Doors: {@link org.ringfort.edge.lamps.LampBoard}, {@link org.ringfort.edge.lamps.Reachable}.
 */
@NullMarked
package org.ringfort.edge.lamps;

import org.jspecify.annotations.NullMarked;
