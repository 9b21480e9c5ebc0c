package org.ringfort.app.calls.web;

import java.time.Instant;
import java.util.List;
import org.ringfort.app.calls.CallTrace;

/** @param truncated whether there were more messages than are told */
record CallTraceView(List<TracedMessageView> messages, boolean truncated) {

    /** @param sent by the edge; else received by it */
    record TracedMessageView(
            Instant at,
            String edge,
            boolean sent,
            String transport,
            String edgeAddress,
            String peerAddress,
            String text) {}

    static CallTraceView of(CallTrace trace) {
        return new CallTraceView(
                trace.messages().stream()
                        .map(message -> new TracedMessageView(
                                message.at(),
                                message.edgeId(),
                                message.sent(),
                                message.transport(),
                                message.edgeAddress(),
                                message.peerAddress(),
                                message.text()))
                        .toList(),
                trace.truncated());
    }
}
