package org.ringfort.edge.b2bua;

import java.util.concurrent.atomic.AtomicReference;
import org.ringfort.edge.dialog.DialogId;
import org.ringfort.protocol.sip.Status;

/**
 * One call asks another for a party: the one that talks with whoever holds {@link #dialog}. Posted to the call that is asked,
 * which answers by {@link CallEvent.HandedOver}; until it has agreed, the asker may take the question back. So either both
 * know of the party's move, or neither.
 *
 * @rfc 3891 3
 */
final class Handover {
    /** What the call that was asked says. */
    sealed interface Answer {
        /**
         * The party, its events and its media are the asker's.
         *
         * @param onHold whether the one it talked with had put it on hold
         */
        record Given(Leg leg, boolean onHold) implements Answer {}

        record No(Status status) implements Answer {}
    }

    private enum State {
        ASKED,
        AGREED,
        WITHDRAWN
    }

    private final DialogId dialog;
    private final String tenantId;
    private final String number;
    private final boolean earlyOnly;
    private final String toCall;
    private final Inbox to;
    private final AtomicReference<State> state = new AtomicReference<>(State.ASKED);

    /**
     * @param dialog held by a device of {@code number}, or nobody is handed over
     * @param toCall the asker
     * @param to where the answer and the party's events go
     */
    Handover(DialogId dialog, String tenantId, String number, boolean earlyOnly, String toCall, Inbox to) {
        this.dialog = dialog;
        this.tenantId = tenantId;
        this.number = number;
        this.earlyOnly = earlyOnly;
        this.toCall = toCall;
        this.to = to;
    }

    DialogId dialog() {
        return dialog;
    }

    boolean earlyOnly() {
        return earlyOnly;
    }

    String toCall() {
        return toCall;
    }

    /** Whether {@code leg} of a call of that tenant holds the dialog, and the asker may take its place. */
    boolean concerns(String tenant, Leg leg) {
        return tenant.equals(tenantId)
                && !number.isEmpty()
                && leg.record().getNumber().equals(number)
                && leg.holds(dialog);
    }

    /** The call that was asked commits itself; false where the question was taken back. */
    boolean agree() {
        return state.compareAndSet(State.ASKED, State.AGREED);
    }

    /** The asker waits no longer; false where the other has committed itself, so that its answer will come. */
    boolean withdraw() {
        return state.compareAndSet(State.ASKED, State.WITHDRAWN);
    }

    void refuse(Status status) {
        answer(new Answer.No(status));
    }

    void give(Leg leg, boolean onHold) {
        answer(new Answer.Given(leg, onHold)); // first, so that the asker knows whose events come then
        leg.at(to);
    }

    private void answer(Answer answer) {
        to.post(new CallEvent.HandedOver(this, answer));
    }
}
