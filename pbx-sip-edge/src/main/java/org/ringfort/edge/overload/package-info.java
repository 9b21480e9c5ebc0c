/**
 * Overload control: how much new work is taken when there is more than can be done in time. Door: {@link
 * org.ringfort.edge.overload.WorkWindow}.
 */
@NullMarked
package org.ringfort.edge.overload;

import org.jspecify.annotations.NullMarked;
