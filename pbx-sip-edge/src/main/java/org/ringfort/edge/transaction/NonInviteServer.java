package org.ringfort.edge.transaction;

import static org.ringfort.edge.transaction.Action.*;
import static org.ringfort.edge.transaction.NonInviteServer.Event.*;
import static org.ringfort.edge.transaction.NonInviteServer.State.*;

import java.util.List;
import java.util.Map;
import org.ringfort.kernel.machine.Transitions;

/**
 * Server transaction of every request but INVITE and ACK. Once the client's own timer F has run out an answer would be
 * late, and is not sent; nor is 408 ever, nor a provisional answer other than 100.
 *
 * @rfc 3261 17.2.2
 * @rfc 4320 4.1
 * @rfc 4320 4.2
 */
public final class NonInviteServer {
    /** States of figure 8. */
    public enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    /** Events; REQUEST is a repeat, the SEND_ events carry the user's response. */
    public enum Event {
        REQUEST,
        SEND_PROVISIONAL,
        SEND_FINAL,
        TRANSPORT_ERROR,
        TIMER_F,
        TIMER_J
    }

    static final Transitions<State, Event, Action> TABLE = Transitions.of(State.class, Event.class, Action.class)
            .in(TRYING)
            .on(SEND_PROVISIONAL, PROCEEDING, SEND)
            .on(SEND_FINAL, COMPLETED, SEND, START_J)
            .on(TIMER_F, TERMINATED, REPORT_TIMEOUT)
            .on(TRANSPORT_ERROR, TERMINATED, REPORT_TRANSPORT_ERROR)
            .ignore(REQUEST, TIMER_J)
            .in(PROCEEDING)
            .on(REQUEST, PROCEEDING, RESEND)
            .on(SEND_PROVISIONAL, PROCEEDING, SEND)
            .on(SEND_FINAL, COMPLETED, SEND, START_J)
            .on(TIMER_F, TERMINATED, REPORT_TIMEOUT)
            .on(TRANSPORT_ERROR, TERMINATED, REPORT_TRANSPORT_ERROR)
            .ignore(TIMER_J)
            .in(COMPLETED)
            .on(REQUEST, COMPLETED, RESEND)
            .on(TIMER_J, TERMINATED)
            .on(TRANSPORT_ERROR, TERMINATED)
            .ignore(SEND_PROVISIONAL, SEND_FINAL, TIMER_F)
            .terminal(TERMINATED)
            .build();

    /** The machine. */
    public static final Machine<State, Event> MACHINE = new Machine<>(
            "non-invite-server",
            TABLE,
            TRYING,
            List.of(START_F),
            TERMINATED,
            Map.of(Timer.F, TIMER_F, Timer.J, TIMER_J));

    private NonInviteServer() {}

    /** Whether a response with {@code status} may be sent at all. */
    public static boolean maySend(int status) {
        return status == 100 || (status >= 200 && status != 408);
    }

    /** The event that a response of ours with {@code status} is. */
    public static Event sent(int status) {
        return status < 200 ? SEND_PROVISIONAL : SEND_FINAL;
    }
}
