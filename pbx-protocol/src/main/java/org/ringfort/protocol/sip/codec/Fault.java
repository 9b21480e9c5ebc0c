package org.ringfort.protocol.sip.codec;

/**
 * What is wrong with a message.
 *
 * @param kind the sort of fault; its name is good for a metric's label
 * @param subject the header or part meant, in our own words or a header's name; safe to show
 * @param reach how far the damage goes
 */
public record Fault(Kind kind, String subject, Reach reach) {

    /** Sorts of faults. */
    public enum Kind {
        /** Not SIP at all. */
        NOT_SIP,
        /** The first line is malformed. */
        BAD_START_LINE,
        /** Another version than SIP/2.0. */
        BAD_VERSION,
        /** A bare CR or LF, or a control character, where none may be. */
        BAD_OCTETS,
        /** A line that is no header. */
        BAD_LINE,
        /** A header that matters is malformed. */
        BAD_HEADER,
        /** A header that every message needs is missing. */
        MISSING_HEADER,
        /** A header that may come once comes again. */
        REPEATED_HEADER,
        /** CSeq names another method than the request. */
        METHOD_MISMATCH,
        /** Content-Length is missing, malformed, repeated, or longer than what came. */
        BAD_LENGTH,
        /** More than the limits allow. */
        TOO_LARGE
    }

    /** How far the damage reaches. */
    public enum Reach {
        /** This message alone: the next one on the connection begins where it should. */
        MESSAGE,
        /** Nobody knows where the next message begins: close the connection after the answer. */
        CONNECTION
    }

    /** Whether a connection must be closed. */
    public boolean endsConnection() {
        return reach == Reach.CONNECTION;
    }

    @Override
    public String toString() {
        return subject.isEmpty() ? kind.name() : kind.name() + " (" + subject + ")";
    }
}
