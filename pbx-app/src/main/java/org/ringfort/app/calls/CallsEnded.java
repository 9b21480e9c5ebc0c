package org.ringfort.app.calls;

import java.util.List;

/**
 * Published when an edge delivers records of calls, in the thread that acknowledges them: whoever must keep them does so before
 * returning, all or none, and throws if it cannot. The same call may come more than once.
 */
public record CallsEnded(List<EndedCall> calls) {
    public CallsEnded {
        calls = List.copyOf(calls);
    }
}
