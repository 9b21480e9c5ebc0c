package org.ringfort.app.calls;

import java.time.Instant;
import java.util.List;

/**
 * What was said in a call, as far as edges still hold it.
 *
 * @param messages in the order in which they passed, all legs
 * @param truncated whether there were more
 */
public record CallTrace(List<Message> messages, boolean truncated) {
    /** Copies the list. */
    public CallTrace {
        messages = List.copyOf(messages);
    }

    /**
     * One SIP message.
     *
     * @param at to the microsecond
     * @param sent by the edge; else received by it
     * @param transport UDP, TCP, TLS or WSS
     * @param edgeAddress address and port of the edge
     * @param peerAddress address and port of the other end
     * @param text start line, headers and body; the edge has taken credentials, keys and digits out
     */
    public record Message(
            Instant at,
            String edgeId,
            boolean sent,
            String transport,
            String edgeAddress,
            String peerAddress,
            String text) {}
}
