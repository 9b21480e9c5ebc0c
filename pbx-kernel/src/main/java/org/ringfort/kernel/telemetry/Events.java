package org.ringfort.kernel.telemetry;

/** Values of {@link Fields#EVENT_ACTION}: every event that an operator or a security officer may look for. */
public final class Events {
    public static final String PROCESS_STARTED = "process.started";
    public static final String PROCESS_STOPPING = "process.stopping";
    public static final String PROCESS_STOPPED = "process.stopped";

    /** A listener accepts traffic. */
    public static final String SIP_LISTENING = "sip.listening";
    /** A message was refused before any state was kept for it; says where from and why. */
    public static final String SIP_REFUSED = "sip.refused";
    /** A message could not be read as SIP. */
    public static final String SIP_MALFORMED = "sip.malformed";
    /** A TLS handshake failed or did not finish in time. */
    public static final String TLS_HANDSHAKE_FAILED = "tls.handshake_failed";
    /** A connection was closed by us: too slow, too idle, too many. */
    public static final String CONNECTION_CLOSED = "connection.closed";
    /** A bug of ours met while a message or timer was served; the loop goes on. */
    public static final String LOOP_FAULT = "loop.fault";

    private Events() {}
}
