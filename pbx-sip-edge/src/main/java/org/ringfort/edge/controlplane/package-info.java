/**
 * The app, as the edge asks it: three questions with deadlines, one lasting stream, and the delivery of recordings. Doors:
 * {@link org.ringfort.edge.controlplane.ControlPlane}, {@link org.ringfort.edge.controlplane.FromApp}.
 */
@NullMarked
package org.ringfort.edge.controlplane;

import org.jspecify.annotations.NullMarked;
