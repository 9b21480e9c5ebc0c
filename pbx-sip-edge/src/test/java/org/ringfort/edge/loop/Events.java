package org.ringfort.edge.loop;

import java.util.ArrayDeque;
import java.util.Deque;

/** A mailbox that keeps what it gets. */
final class Events implements Mailbox {
    private final Deque<SipEvent> kept = new ArrayDeque<>();

    @Override
    public void post(SipEvent event) {
        kept.add(event);
    }

    <T extends SipEvent> T next(Class<T> type) {
        SipEvent event = kept.poll();
        if (!type.isInstance(event)) {
            throw new AssertionError("wanted " + type.getSimpleName() + " but got " + event);
        }
        return type.cast(event);
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }
}
