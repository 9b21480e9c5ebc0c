package org.ringfort.protocol.sip.codec;

import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.Status;

/** What came of octets. */
public sealed interface Decoded {

    /** A message, valid. */
    record Message(SipMessage message) implements Decoded {}

    /**
     * On a stream: wait.
     *
     * @param atLeastBytesMore before which asking again is of no use; 1 or more
     */
    record Incomplete(int atLeastBytesMore) implements Decoded {}

    /** A malformed request of which enough is left to answer; see {@link SipEncoder#encode(Refused, String)}. */
    record Refused(Status status, Fault fault, Salvage salvage) implements Decoded {}

    /** Nothing to answer: count it, drop it; close the connection where the fault reaches so far. */
    record Hopeless(Fault fault) implements Decoded {}

    /**
     * No message but a sign of life.
     *
     * @param kind whether it wants an answer
     * @rfc 5626 3.5.1
     */
    record KeepAlive(Kind kind) implements Decoded {

        /** The two halves of the exchange. */
        public enum Kind {
            /** CRLF CRLF: on a stream, answer with CRLF. */
            PING,
            /** CRLF alone: the answer to a ping of ours, or space before a message. */
            PONG
        }
    }
}
