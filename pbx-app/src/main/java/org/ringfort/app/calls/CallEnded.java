package org.ringfort.app.calls;

/**
 * Published when an edge delivers a call's record, in the thread that acknowledges it: whoever must keep the record does
 * so before returning, and throws if it cannot. It may come more than once for the same call.
 */
public record CallEnded(EndedCall call) {}
