package org.ringfort.edge.trace;

import java.util.List;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;

/**
 * What is still known of a call.
 *
 * @param tenantId whose it is; empty where the call is not known, and then nothing is told
 * @param messages in the order in which they passed, both legs
 * @param truncated whether there were more
 */
public record Trace(String tenantId, List<Message> messages, boolean truncated) {
    static final Trace UNKNOWN = new Trace("", List.of(), false);

    /** Copies the list. */
    public Trace {
        messages = List.copyOf(messages);
    }

    /**
     * One message.
     *
     * @param atMicros microseconds since 1970 UTC
     * @param sent by us, else received
     * @param sipCallId of the leg
     * @param octets redacted
     */
    public record Message(long atMicros, boolean sent, Flow flow, String sipCallId, Body octets) {}
}
