package org.ringfort.media.negotiation;

/**
 * Why there is no agreement.
 *
 * @param detail for the log and the call record; names no address and no key
 */
public record Refusal(Reason reason, String detail) {
    /** What the refusal means for signalling. */
    public enum Reason {
        /** No session description at all. */
        MALFORMED,
        /** Nothing to agree on under the floor. */
        NOT_ACCEPTABLE,
        /** No port, or a limit is reached. */
        EXHAUSTED,
        /** No such session or leg, or nothing to answer. */
        UNKNOWN
    }

    static Refusal notAcceptable(String detail) {
        return new Refusal(Reason.NOT_ACCEPTABLE, detail);
    }
}
