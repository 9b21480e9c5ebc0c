package org.ringfort.edge.loop;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringfort.edge.dialog.OfferAnswer;
import org.ringfort.edge.dialog.OfferAnswer.Event;
import org.ringfort.edge.dialog.OfferAnswer.State;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.BodyParts;
import org.ringfort.protocol.sip.SipMessage;
import org.ringfort.protocol.sip.header.ContentType;

/**
 * Offer and answer in one dialog, each offer with the transaction that carried it: only that one can answer it, or bring it
 * to nothing. On the loop only.
 */
final class Exchange {
    private State state = State.SETTLED;
    private @Nullable Object opener;

    boolean oursOpen() {
        return state == State.OURS_OPEN;
    }

    boolean theirsOpen() {
        return state == State.THEIRS_OPEN;
    }

    boolean settled() {
        return state == State.SETTLED;
    }

    /** We offer in a request, or in a response to an INVITE without an offer. */
    void weOffer(Object transaction) {
        if (settled()) {
            opener = transaction;
            on(Event.WE_SAY);
        }
    }

    void weAnswer(Object transaction) {
        if (theirsOpen() && transaction.equals(opener)) {
            on(Event.WE_SAY);
        }
    }

    void theyOffer(Object transaction) {
        if (settled()) {
            opener = transaction;
            on(Event.THEY_SAY);
        }
    }

    /** The answer to an offer that was made in {@code transaction}. */
    void theyAnswer(Object transaction) {
        if (oursOpen() && transaction.equals(opener)) {
            on(Event.THEY_SAY);
        }
    }

    /** ACK or PRACK has come: the answer, where we offered in a response. */
    void acknowledged(SipMessage message) {
        if (oursOpen() && opener instanceof ServerHandle) {
            on(isSession(message) ? Event.THEY_SAY : Event.COMES_TO_NOTHING);
        }
    }

    /** The transaction is over: its offer, if it is open still, came to nothing. */
    void over(Object transaction) {
        if (transaction.equals(opener)) {
            on(Event.COMES_TO_NOTHING);
        }
    }

    private void on(Event event) {
        state = OfferAnswer.TABLE.on(state, event).next();
        if (settled()) {
            opener = null;
        }
    }

    static boolean isSession(SipMessage message) {
        return session(message).isPresent();
    }

    /** The session description of a message, which an INVITE of ours may carry beside something else. */
    static Optional<Body> session(SipMessage message) {
        return message.body().isEmpty()
                ? Optional.empty()
                : message.headers()
                        .contentType()
                        .flatMap(type -> BodyParts.first(ContentType.SDP, type, message.body()));
    }
}
