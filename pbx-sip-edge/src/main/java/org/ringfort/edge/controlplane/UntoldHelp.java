package org.ringfort.edge.controlplane;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Predicate;
import org.ringfort.contract.control.v1.FromEdge;

/** That help was called while the app was away, until it is back: the last so many. Any thread. */
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
        for (FromEdge event = events.poll(); event != null; event = events.poll()) {
            if (!app.test(event)) {
                keep(event);
                return;
            }
        }
    }
}
