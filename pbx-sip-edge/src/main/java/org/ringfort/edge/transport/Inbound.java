package org.ringfort.edge.transport;

import org.ringfort.protocol.sip.SipMessage;

/** What comes up from the transports. */
public sealed interface Inbound {
    /** The flow it came on. */
    Flow flow();

    /** A message; the topmost Via of a request tells where it really came from (RFC 3261 18.2.1, RFC 3581). */
    record Received(Flow flow, SipMessage message) implements Inbound {}

    /** The connection is closed, by whomever. */
    record Closed(Flow flow, String reason) implements Inbound {}
}
