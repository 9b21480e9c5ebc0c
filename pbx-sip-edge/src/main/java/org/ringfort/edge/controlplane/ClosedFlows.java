package org.ringfort.edge.controlplane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Flows that closed lately, remembered so that an app which was away, or fell over with the news unread, hears of them at
 * the next attachment. The oldest is forgotten beyond the bound: its binding then ends by its own expiry. Any thread.
 */
final class ClosedFlows {
    private static final int MOST = 50_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<String> flows = new ArrayDeque<>();

    void add(String flow) {
        lock.lock();
        try {
            if (flows.size() == MOST) {
                flows.removeFirst();
            }
            flows.addLast(flow);
        } finally {
            lock.unlock();
        }
    }

    List<List<String>> inBatches(int size) {
        List<String> all;
        lock.lock();
        try {
            all = List.copyOf(flows);
        } finally {
            lock.unlock();
        }
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }
}
