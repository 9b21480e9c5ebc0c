package org.ringfort.edge.admission;

import org.ringfort.protocol.sip.Status;
import org.ringfort.protocol.sip.header.Header;

/** Whether a message goes on. */
public sealed interface Verdict {
    /** It goes on to the loop. */
    record Pass() implements Verdict {}

    /** It is answered with {@code header}, and nothing is remembered of it. */
    record Refuse(Status status, String reason, Header header) implements Verdict {}

    /** It is not answered. */
    record Drop(String reason) implements Verdict {}

    /** It is not answered, and the connection that it came by is closed; over UDP there is none. */
    record Close(String reason) implements Verdict {}
}
