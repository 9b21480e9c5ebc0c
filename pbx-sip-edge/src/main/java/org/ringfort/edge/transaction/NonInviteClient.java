package org.ringfort.edge.transaction;

import static org.ringfort.edge.transaction.Action.*;
import static org.ringfort.edge.transaction.NonInviteClient.Event.*;
import static org.ringfort.edge.transaction.NonInviteClient.State.*;

import java.util.List;
import java.util.Map;
import org.ringfort.kernel.machine.Transitions;

/**
 * Client transaction of every request but INVITE and ACK.
 *
 * @rfc 3261 17.1.2.2
 */
public final class NonInviteClient {
    /** States of figure 6. */
    public enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    /** Events; PROVISIONAL and FINAL carry the response. */
    public enum Event {
        PROVISIONAL,
        FINAL,
        TRANSPORT_ERROR,
        TIMER_E,
        TIMER_F,
        TIMER_K
    }

    static final Transitions<State, Event, Action> TABLE = Transitions.of(State.class, Event.class, Action.class)
            .in(TRYING)
            .on(PROVISIONAL, PROCEEDING, PASS_UP)
            .on(FINAL, COMPLETED, PASS_UP, START_K)
            .on(TIMER_E, TRYING, RESEND, AGAIN_E)
            .on(TIMER_F, TERMINATED, REPORT_TIMEOUT)
            .on(TRANSPORT_ERROR, TERMINATED, REPORT_TRANSPORT_ERROR)
            .ignore(TIMER_K)
            .in(PROCEEDING)
            .on(PROVISIONAL, PROCEEDING, PASS_UP)
            .on(FINAL, COMPLETED, PASS_UP, START_K)
            .on(TIMER_E, PROCEEDING, RESEND, SLOW_E)
            .on(TIMER_F, TERMINATED, REPORT_TIMEOUT)
            .on(TRANSPORT_ERROR, TERMINATED, REPORT_TRANSPORT_ERROR)
            .ignore(TIMER_K)
            .in(COMPLETED)
            .on(TIMER_K, TERMINATED)
            .ignore(PROVISIONAL, FINAL, TRANSPORT_ERROR, TIMER_E, TIMER_F)
            .terminal(TERMINATED)
            .build();

    /** The machine. */
    public static final Machine<State, Event> MACHINE = new Machine<>(
            "non-invite-client",
            TABLE,
            TRYING,
            List.of(SEND, START_E, START_F),
            TERMINATED,
            Map.of(Timer.E, TIMER_E, Timer.F, TIMER_F, Timer.K, TIMER_K));

    private NonInviteClient() {}

    /** The event that a response with {@code status} is. */
    public static Event received(int status) {
        return status < 200 ? PROVISIONAL : FINAL;
    }
}
