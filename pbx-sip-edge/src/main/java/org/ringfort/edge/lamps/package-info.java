/**
 * Which extensions are in calls, which can be reached, and what they say of themselves: told by the calls, registrations and
 * publications of this edge, read by whoever shows it to phones. Doors: {@link org.ringfort.edge.lamps.LampBoard}, {@link
 * org.ringfort.edge.lamps.Reachable}, {@link org.ringfort.edge.lamps.Announcements}.
 */
@NullMarked
package org.ringfort.edge.lamps;

import org.jspecify.annotations.NullMarked;
