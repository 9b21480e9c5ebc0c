package org.ringfort.edge.transaction;

/**
 * The timers of the transaction machines.
 *
 * @rfc 3261 A
 * @rfc 6026 8.2
 */
public enum Timer {
    /** INVITE is sent again. */
    A,
    /** INVITE met no answer. */
    B,
    /** INVITE met provisional answers only. */
    C,
    /** Repeats of a failure to INVITE are acknowledged again until then. */
    D,
    /** Another request is sent again. */
    E,
    /** Another request met no final answer; at the server: an answer would come too late (RFC 4320 4.2). */
    F,
    /** A failure to INVITE is sent again. */
    G,
    /** A failure to INVITE was never acknowledged. */
    H,
    /** Repeats of ACK are absorbed until then. */
    I,
    /** Repeats of another request are answered again until then. */
    J,
    /** Repeats of an answer to another request are absorbed until then. */
    K,
    /** Repeats of an INVITE that we accepted are absorbed until then. */
    L,
    /** Repeated 2xx to our INVITE find the transaction until then. */
    M,
    /** A cancelled INVITE met no final answer (RFC 3261 9.1). */
    CANCELLED,
    /** A pending INVITE is told again that we are at it (RFC 3261 13.3.1.1). */
    STILL_TRYING
}
