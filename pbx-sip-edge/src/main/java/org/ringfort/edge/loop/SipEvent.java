package org.ringfort.edge.loop;

import java.util.Optional;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.SipResponse;

/** What happens to a conversation: the loop posts, the conversation takes. */
public sealed interface SipEvent {

    /**
     * An answer to a request of ours; 100 and repeats are not delivered. A reliable provisional answer has been
     * acknowledged by PRACK already. A 2xx to INVITE needs {@link Dialog#ack}.
     *
     * @param dialog for INVITE the dialog that the answer made or belongs to, each To tag its own; in a dialog, that one
     */
    record Response(ClientTransaction transaction, SipResponse response, Optional<Dialog> dialog) implements SipEvent {}

    /** A request of ours will meet no answer; the last event of its transaction. */
    record Failed(ClientTransaction transaction, Failure failure) implements SipEvent {}

    /** Why a request of ours failed. */
    enum Failure {
        /** Nobody answered in time: like 408. */
        TIMEOUT,
        /** The flow is gone: like 503 (RFC 3261 8.1.3.1), or 430 to a registered phone. */
        UNREACHABLE,
        /** Another INVITE of the dialog was pending, so this one was not sent: like 491. */
        GLARE
    }

    /** A request in a dialog; it must be responded to. ACK and CANCEL never come
     * this way, PRACK and UPDATE only with an offer, and only where one may be made now. */
    record Request(Dialog dialog, ServerTransaction transaction) implements SipEvent {}

    /** The caller takes its INVITE back: respond with 487. CANCEL has been answered. */
    record Cancelled(ServerTransaction transaction, SipRequest cancel) implements SipEvent {}

    /** The caller is gone before we gave a final answer: no response can reach it. */
    record Abandoned(ServerTransaction transaction) implements SipEvent {}

    /** ACK came for our 2xx, once, with its body if any. */
    record Acknowledged(Dialog dialog, SipRequest ack) implements SipEvent {}

    /** ACK for our 2xx, or PRACK for our provisional response, did not come in time: end the call (RFC 3261 13.3.1.4). */
    record Unacknowledged(Dialog dialog) implements SipEvent {}

    /** The session timer ran out, or our refresh was refused: end the call with BYE (RFC 4028 10). */
    record SessionExpired(Dialog dialog) implements SipEvent {}

    /**
     * The connection that the dialog used is closed. The dialog lives on: what the peer sends on a new flow, moves it
     * there. Whether to wait or to end the call is the conversation's decision.
     */
    record FlowLost(Dialog dialog) implements SipEvent {}
}
