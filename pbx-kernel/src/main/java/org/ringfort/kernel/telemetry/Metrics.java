package org.ringfort.kernel.telemetry;

/** Names of metrics, as given to the registry; exporters add their own endings. */
public final class Metrics {
    /** Messages received; labels transport, method (of requests known to us) or "response". */
    public static final String SIP_RECEIVED = "ringfort.sip.received";
    /** Messages sent; labels transport, method or status class. */
    public static final String SIP_SENT = "ringfort.sip.sent";
    /** Dropped without any answer; label reason. */
    public static final String SIP_DROPPED = "ringfort.sip.dropped";
    /** Answered with a refusal before a conversation began; labels reason, status. */
    public static final String SIP_REFUSED = "ringfort.sip.refused";
    /** Live connections; label transport. */
    public static final String SIP_CONNECTIONS = "ringfort.sip.connections";
    /** Connections closed by us; label reason. */
    public static final String SIP_CONNECTIONS_CLOSED = "ringfort.sip.connections.closed";
    /** TLS handshakes that failed; label reason. */
    public static final String TLS_HANDSHAKE_FAILURES = "ringfort.tls.handshake.failures";
    /** Transactions in the tables; label kind. */
    public static final String SIP_TRANSACTIONS = "ringfort.sip.transactions";
    /** Dialogs in the tables. */
    public static final String SIP_DIALOGS = "ringfort.sip.dialogs";
    /** Timers that are running. */
    public static final String SIP_TIMERS = "ringfort.sip.timers";
    /** Messages sent again by a transaction or dialog; label kind. */
    public static final String SIP_RETRANSMISSIONS = "ringfort.sip.retransmissions";
    /** Transactions that ended by timeout; label kind. */
    public static final String SIP_TIMEOUTS = "ringfort.sip.timeouts";
    /** Conversations that run. */
    public static final String SIP_CONVERSATIONS = "ringfort.sip.conversations";
    /** A task of the loop threw; always a bug. */
    public static final String LOOP_FAULTS = "ringfort.loop.faults";

    private Metrics() {}
}
