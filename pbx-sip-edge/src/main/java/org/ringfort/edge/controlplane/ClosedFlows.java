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
    /** Those at the end of {@link #flows} that no message has named yet. */
    private int untold;

    /** Whether it is the first that waits to be told. */
    boolean add(String flow) {
        lock.lock();
        try {
            if (flows.size() == MOST) {
                flows.removeFirst();
                untold = Math.min(untold, MOST - 1);
            }
            flows.addLast(flow);
            untold++;
            return untold == 1;
        } finally {
            lock.unlock();
        }
    }

    /** Those that nobody was told of yet; from now on they count as told. */
    List<List<String>> untold(int size) {
        lock.lock();
        try {
            List<String> last =
                    flows.stream().skip((long) flows.size() - untold).toList();
            untold = 0;
            return inBatches(last, size);
        } finally {
            lock.unlock();
        }
    }

    /** Every one, for an app that begins to listen; nothing is untold then. */
    List<List<String>> all(int size) {
        lock.lock();
        try {
            untold = 0;
            return inBatches(List.copyOf(flows), size);
        } finally {
            lock.unlock();
        }
    }

    private static List<List<String>> inBatches(List<String> all, int size) {
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }
}
