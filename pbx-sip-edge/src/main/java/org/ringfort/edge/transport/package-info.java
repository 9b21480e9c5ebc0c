/** UDP, TCP, TLS and WSS: octets in, messages up with the flow they came on; the only home of Netty. Doors: Transports, Flow, Inbound. */
@NullMarked
package org.ringfort.edge.transport;

import org.jspecify.annotations.NullMarked;
