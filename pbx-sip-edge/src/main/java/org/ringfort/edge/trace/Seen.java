package org.ringfort.edge.trace;

import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipMessage;

/**
 * A message that passed, as the loop saw it: not redacted yet, and never kept so.
 *
 * @param atMicros microseconds since 1970 UTC
 * @param sent by us, else received
 */
record Seen(long atMicros, boolean sent, Flow flow, SipMessage message) {}
