package org.ringfort.edge.loop;

import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.header.Header;

/** A request of ours that waits for answers, which go to the mailbox it was sent with. For any thread. */
public interface ClientTransaction {
    /** The request as given by the conversation; on the wire it also has Via, and in a dialog its CSeq and routes. */
    SipRequest request();

    /** Whether anything was heard of it yet, 100 included: whoever waits for an answer knows that somebody is there. */
    boolean progressed();

    /**
     * INVITE only: sends CANCEL as soon as a provisional answer allows it. The final answer is still delivered: mostly 487, but a
     * 2xx may have crossed, which needs {@link Dialog#ack} and BYE.
     *
     * @param headers for the CANCEL, such as Reason
     */
    void cancel(Header... headers);

    /**
     * As {@link #cancel}, and nothing is delivered any more: the loop itself acknowledges and ends with BYE what a crossing 2xx, or
     * one of another fork, sets up. After a final answer it concerns the other forks alone.
     */
    void abandon(Header... headers);
}
