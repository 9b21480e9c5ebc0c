/** The next hop of a request: a flow that is alive, else the address written in the URI; for gateways what DNS says. */
@NullMarked
package org.ringfort.edge.routing;

import org.jspecify.annotations.NullMarked;
