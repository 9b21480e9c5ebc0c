package org.ringfort.edge.loop;

import java.util.Optional;
import org.ringfort.edge.dialog.DialogState;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.header.Header;
import org.ringfort.protocol.sip.header.Headers;

/**
 * A dialog of ours. The loop owns it and does what needs no decision: order of CSeq, routes, PRACK, repeats of 2xx and
 * ACK, session refreshes, 481 and 491. For any thread.
 *
 * <p>It ends, and its requests are answered 481, when its INVITE fails, when either side's BYE is answered, or by {@link
 * #close}.
 */
public interface Dialog {
    /** As it is now; a value that could be handed to a peer. */
    DialogState state();

    /** The flow by which the peer is reached: that of its latest request, as long as it is alive. */
    Flow flow();

    /**
     * Sends a request within the dialog; answers go to the dialog's mailbox. From, To, Call-ID, CSeq, Via, Route,
     * Max-Forwards and Contact are the loop's.
     *
     * @param headers what else it carries, Content-Type too; a Contact here is taken instead of the loop's
     */
    ClientTransaction request(Method method, Headers headers, Body body);

    /** {@link #request} without headers and body. */
    default ClientTransaction request(Method method) {
        return request(method, Headers.EMPTY, Body.EMPTY);
    }

    /** Sends BYE, after which the dialog is over whatever the answer; the answer still goes to the mailbox. */
    default ClientTransaction bye(Header... reason) {
        return request(Method.BYE, Headers.of(reason), Body.EMPTY);
    }

    /** Whether the peer said that it takes UPDATE. */
    boolean allowsUpdate();

    /** Acknowledges the latest 2xx to an INVITE of ours; the loop says it again whenever that 2xx is repeated. */
    void ack(Headers headers, Body body);

    /** Forgets the dialog at once, without telling the peer. */
    void close();

    /** The body of type SDP that the peer sent last, e.g. to tell a refresh from a change. */
    Optional<Body> remoteSession();
}
