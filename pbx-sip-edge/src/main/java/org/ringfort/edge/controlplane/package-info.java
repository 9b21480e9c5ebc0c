/**
 * The app, as the edge asks it: questions with deadlines, those about bindings in a
 * stream, one more stream for what happens, and the delivery of recordings. Doors:
 * {@link org.ringfort.edge.controlplane.ControlPlane}, {@link org.ringfort.edge.controlplane.FromApp}.
 */
@NullMarked
package org.ringfort.edge.controlplane;

import org.jspecify.annotations.NullMarked;
