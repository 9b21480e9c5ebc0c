package org.ringfort.edge.transport;

import java.net.InetSocketAddress;
import org.ringfort.protocol.sip.SipRequest;

/** Asked before anything is read from or remembered for an address; answers at once, on a transport's thread. */
public interface Doorkeeper {
    /** Whether a message is read. */
    enum Entry {
        OPEN("open"),
        OVER_RATE("rate"),
        BUSY("busy"),
        BANNED("banned");

        private final String reason;

        Entry(String reason) {
            this.reason = reason;
        }

        /** As counted. */
        public String reason() {
            return reason;
        }
    }

    /** Whether connections from there are taken. */
    boolean takes(TransportKind transport, InetSocketAddress source);

    /**
     * Whether one more datagram of {@code bytes} octets may come from {@code source}; if not it is dropped unread.
     *
     * @param behind whether datagrams come faster than they are read
     */
    Entry admits(InetSocketAddress source, int bytes, boolean behind);

    /** Whether one more message of {@code bytes} octets may come by a connection. */
    Entry admits(Flow flow, int bytes);

    /** Whether whoever sends what cannot be read is told so. */
    boolean explains(Flow flow);

    /** Whether an answer of {@code bytes} octets may go to where a datagram says it comes from. */
    boolean answers(InetSocketAddress source, int bytes);

    /** Something was asked of that address: its answers are no stranger's. */
    void addressed(InetSocketAddress destination);

    /** A request that came on the flow was accepted for its credentials. */
    void proved(Flow flow, SipRequest by);

    /** The flow is gone, or is not trusted any more. */
    void forget(Flow flow);

    /** Is told of what was turned away before it was a message: {@code event} is a documented name. */
    void turnedAway(String event, TransportKind transport, InetSocketAddress source, String why);
}
