/** UDP, TCP and TLS: octets in, messages up with the flow they came on; the only home of Netty. Doors: Transports, Flow, Inbound. */
@NullMarked
package org.ringfort.edge.transport;

import org.jspecify.annotations.NullMarked;
