package org.ringfort.protocol.sip.location;

import java.time.Duration;
import java.util.List;

/**
 * Where somebody may be reached.
 *
 * @param targets in the order in which they are tried; empty where there is none
 * @param life for how long this holds
 * @param whole false where a question went unanswered: there may be more than these, and it is worth asking again soon
 */
public record Located(List<Target> targets, Duration life, boolean whole) {
    /** Copies the list. */
    public Located {
        targets = List.copyOf(targets);
    }
}
