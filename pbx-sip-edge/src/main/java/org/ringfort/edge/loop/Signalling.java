package org.ringfort.edge.loop;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ringfort.edge.transport.Destination;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipRequest;

/** What a conversation asks of the loop. For any thread; nothing here blocks. */
public interface Signalling {
    /**
     * Sends a request outside any dialog, or one that begins a dialog. The conversation gives Request-URI, From with a tag, To,
     * Call-ID, CSeq and what else it wants to say; Via, Max-Forwards (where absent), Contact (where absent and needed) and
     * User-Agent are the loop's.
     *
     * <p>For INVITE a {@code Session-Expires} header is the wish for a session timer, else the configured one is proposed;
     * reliable provisional answers are offered where the request has a body.
     *
     * @param flow where to; see {@link #flow} and {@code edge.routing}
     * @param mailbox gets the answers, and the events of the dialogs they make
     */
    ClientTransaction send(SipRequest request, Flow flow, Mailbox mailbox);

    /** The live flow of that token. */
    Optional<Flow> flow(String token);

    /** The way to somebody whom we call; fails where nobody answers in time, or under another name. */
    CompletableFuture<Flow> open(Destination destination);

    /** Closes a connection, e.g. because its device's credentials are revoked. */
    void close(Flow flow, String reason);

    /** Says that the dialogs of that Call-ID are a leg of that call of a tenant, for those who look into it later. */
    void leg(String sipCallId, String callId, String tenantId);

    /** A fresh tag: 96 random bits. */
    String newTag();

    /** A fresh Call-ID: 128 random bits, no host. */
    String newCallId();
}
