package org.ringfort.edge.loop;

import org.jspecify.annotations.Nullable;
import org.ringfort.edge.dialog.DialogRules;
import org.ringfort.edge.transport.Flow;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.RAck;
import org.ringfort.protocol.sip.header.Via;

/**
 * Our INVITE, the one that made the dialog or a later one: which is pending, its reliable provisional answers, and the ACK of
 * its 2xx, which is kept to answer repeats: {@link #confirmedCseq} is the INVITE whose 2xx has been delivered. On the loop only.
 */
final class OutgoingChange {
    private final Core core;
    private final DialogCell dialog;
    private @Nullable ClientHandle pending;
    private @Nullable SipRequest ack;
    private int confirmedCseq = -1;
    private int provisionalCseq = -1;
    private long provisionalRseq = -1;

    OutgoingChange(Core core, DialogCell dialog) {
        this.core = core;
        this.dialog = dialog;
    }

    boolean isPending() {
        return pending != null;
    }

    void begins(ClientHandle invite) {
        pending = invite;
    }

    void noLongerPending(ClientHandle handle) {
        if (pending == handle) {
            pending = null;
        }
    }

    boolean isAcknowledged() {
        return ack != null;
    }

    void acknowledge(Headers headers, Body body) {
        if (confirmedCseq < 0) {
            return; // there is nothing to acknowledge
        }
        Flow flow = dialog.flow();
        SipRequest request =
                DialogRules.request(dialog.state(), Method.ACK, confirmedCseq, dialog.contact(), headers, body);
        Via via = Via.of(flow.transport().viaToken(), flow.advertisedHost(), flow.advertisedPort(), core.newBranch());
        ack = request.withHeaders(
                request.headers().plusFirst(via.withParameters(via.parameters().withFlag("rport"))));
        core.send(flow, ack);
    }

    /** Whether a provisional answer is news for the conversation; a reliable one is acknowledged. */
    boolean provisional(ClientHandle handle, SipResponse response) {
        if (response.headers().require().contains(ReliableResponses.TAG)
                && response.headers().rseq().isPresent()) {
            int cseq = response.headers().cseq().number();
            long rseq = response.headers().rseq().getAsLong();
            boolean first = cseq != provisionalCseq;
            if (!first && rseq != provisionalRseq + 1) {
                return false; // a repeat, or out of order: RFC 3262 4 wants neither acknowledged
            }
            provisionalCseq = cseq;
            provisionalRseq = rseq;
            if (Exchange.isSession(response)) {
                dialog.exchange().theyAnswer(handle);
            }
            dialog.request(Method.PRACK, Headers.of(new RAck(rseq, cseq, Method.INVITE)), Body.EMPTY, Mailbox.NOBODY);
        }
        return true;
    }

    /** Whether a 2xx is the first of its INVITE; a repeat is answered by the ACK of the first. */
    boolean accepted(ClientHandle handle, SipResponse response) {
        int cseq = response.headers().cseq().number();
        if (cseq == confirmedCseq) {
            if (ack != null) {
                core.metrics.repeated("ack");
                core.send(dialog.flow(), ack);
            }
            return false;
        }
        confirmedCseq = cseq;
        ack = null;
        noLongerPending(handle);
        return true;
    }
}
