/** The next hop of a request: a flow that is alive, else the address written in the URI. */
@NullMarked
package org.ringfort.edge.routing;

import org.jspecify.annotations.NullMarked;
