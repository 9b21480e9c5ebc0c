/**
 * What may leave: the messages of one leg are built from an allow-list, never copied from the other. Doors: {@link
 * org.ringfort.edge.topology.Invitation}, {@link org.ringfort.edge.topology.Crossing}.
 */
@NullMarked
package org.ringfort.edge.topology;

import org.jspecify.annotations.NullMarked;
