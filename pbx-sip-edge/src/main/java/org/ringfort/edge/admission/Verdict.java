package org.ringfort.edge.admission;

import org.ringfort.protocol.sip.Status;

/** Whether a message goes on. */
public sealed interface Verdict {
    /** It goes on to the loop. */
    record Pass() implements Verdict {}

    /** It is answered, and nothing is remembered of it. */
    record Refuse(Status status, String reason) implements Verdict {}

    /** It is not answered. */
    record Drop(String reason) implements Verdict {}
}
