package org.ringfort.edge.controlplane;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Predicate;
import org.ringfort.contract.control.v1.FromEdge;

/**
 * That help was called, until the app has stored the record of the call: the last so many. What a stream took may be lost with
 * it, so that each attachment is told again; the app knows what it has heard. Any thread.
 */
final class UntoldHelp {
    private static final int MOST = 1_000;

    private final Queue<FromEdge> events = new ArrayBlockingQueue<>(MOST);

    void keep(FromEdge called) {
        while (!events.offer(called)) {
            events.poll();
        }
    }

    /** @param app false where it cannot be told */
    void tell(Predicate<FromEdge> app) {
        for (FromEdge event : events) {
            if (!app.test(event)) {
                return;
            }
        }
    }

    /** The call's record is stored: whoever heard that, has heard what came before it. */
    void over(String callId) {
        events.removeIf(event -> event.getHelpCalled().getCallId().equals(callId));
    }
}
