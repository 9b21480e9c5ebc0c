package org.ringfort.edge.subscription;

/** A phone that watches something. For any thread. */
interface Watcher {
    /** What it watches is otherwise than it was; returns at once. */
    void changed();

    /** Token of the flow on which it is told. */
    String flow();
}
