package org.ringfort.edge.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.SipRequest;

/** What the loop needs of the transports. Every method may be called by any thread and never blocks. */
public interface Wire {
    /**
     * Writes the message.
     *
     * @return false where the flow is gone or its peer reads too slowly; the message is then lost
     */
    boolean send(Flow flow, SipMessage message);

    /** The live flow of that token. For UDP a flow is alive while its listener is, and its network trusted. */
    Optional<Flow> flow(String token);

    /** The flow by which {@code address} is reached without a connection: UDP, where a listener trusts it. */
    Optional<Flow> flowTo(TransportKind transport, InetSocketAddress address);

    /**
     * The way to somebody whom we call: an open connection, or a new one; for UDP see {@link #flowTo}. Fails where nobody
     * answers in time, or not with the certificate that is asked for.
     */
    default CompletableFuture<Flow> open(Destination destination) {
        return CompletableFuture.failedFuture(new IOException("nobody is called from here"));
    }

    /** A request that came on the flow was accepted for its credentials: the flow is no stranger's any more. */
    default void proved(Flow flow, SipRequest by) {}

    /** Closes the connection; for UDP nothing happens. */
    void close(Flow flow, String reason);
}
