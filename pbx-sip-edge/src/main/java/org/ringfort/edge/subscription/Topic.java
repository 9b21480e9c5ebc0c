package org.ringfort.edge.subscription;

import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.protocol.sip.Body;

/** One thing as one phone watches it. Owned by the thread of its subscription. */
interface Topic {
    /** The app has allowed it anew. */
    void granted(Subscribed anew);

    /** How it is now, to be told; what was told before may be left out of the next. */
    Body document();

    /** The phone has not taken the last document, and is told again. */
    default void refused() {}

    /** Nobody is told any more. */
    void close();
}
