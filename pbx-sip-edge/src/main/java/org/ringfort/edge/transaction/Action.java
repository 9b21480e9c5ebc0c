package org.ringfort.edge.transaction;

import java.util.Optional;

/** What a transaction machine wants done; its owner does it, in the order of the table. */
public enum Action {
    /** Send the message that came with the event, and remember it as the last one sent. */
    SEND,
    /** Send the last message again. */
    RESEND,
    /** Acknowledge the failure that came with the event. */
    SEND_ACK,
    /** Send CANCEL for the request, as a transaction of its own. */
    SEND_CANCEL,
    /** Hand the message that came with the event to the user of the transaction. */
    PASS_UP,
    /** Tell the user that nobody answered. */
    REPORT_TIMEOUT,
    /** Tell the user that the message cannot be delivered. */
    REPORT_TRANSPORT_ERROR,
    /** Run the timer of the same name again, for its next interval. */
    AGAIN_A(Timer.A),
    AGAIN_E(Timer.E),
    AGAIN_G(Timer.G),
    /** Run timer E for T2, whatever its interval was. */
    SLOW_E(Timer.E),
    START_A(Timer.A),
    START_B(Timer.B),
    START_C(Timer.C),
    START_D(Timer.D),
    START_E(Timer.E),
    START_F(Timer.F),
    START_G(Timer.G),
    START_H(Timer.H),
    START_I(Timer.I),
    START_J(Timer.J),
    START_K(Timer.K),
    START_L(Timer.L),
    START_M(Timer.M),
    START_CANCELLED(Timer.CANCELLED),
    START_STILL_TRYING(Timer.STILL_TRYING);

    private final Optional<Timer> timer;

    Action() {
        this.timer = Optional.empty();
    }

    Action(Timer timer) {
        this.timer = Optional.of(timer);
    }

    /** The timer that the action is about. */
    public Optional<Timer> timer() {
        return timer;
    }
}
