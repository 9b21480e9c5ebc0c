package org.ringfort.edge.loop;

import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.Status;

/**
 * A request that waits for our answer. Every method may be called by any thread; what is sent, is sent by the loop, in the
 * order of the calls.
 *
 * <p>The loop has done: 100 to INVITE, repeats, CANCEL, order of CSeq, Require, Max-Forwards, merged requests.
 */
public interface ServerTransaction {
    /** The request as it came; its topmost Via says where from. */
    SipRequest request();

    /** Whether it begins a call for help, for which there is to be room when there is none for others. */
    boolean isEmergency();

    /** The flow it came on. */
    Flow flow();

    /** The tag that To of our answers carries, also in the dialog that comes of it. */
    String localTag();

    /** A response to this request, with our tag, ready to be decorated with Contact, body and others. */
    SipResponse response(Status status);

    /**
     * Sends a response. The first final one counts, later ones are dropped. For INVITE the loop adds what reliable
     * provisional responses and session timers need ({@code Require}, {@code RSeq}, {@code Session-Expires}: the latter is
     * taken for our wish where the response has it), and sends a 2xx again until ACK comes.
     */
    void respond(SipResponse response);

    /** As {@link #respond(SipResponse)}, without anything more. */
    default void respond(Status status) {
        respond(response(status));
    }

    /**
     * Says who takes part: CANCEL, ACK and what else concerns this transaction or its dialog goes to {@code mailbox}, what
     * came before this call too. For INVITE and SUBSCRIBE outside a dialog, before the first response that makes a dialog
     * (101 to 299); in a dialog the answer is that dialog, whose mailbox stays.
     */
    Dialog openDialog(Mailbox mailbox);

    /**
     * Says that whoever sent it is known by where it came from: its flow is admitted as that of somebody who has proved himself.
     * For credentials that were accepted nobody has to say so.
     */
    void proved();
}
