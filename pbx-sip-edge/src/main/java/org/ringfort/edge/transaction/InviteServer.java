package org.ringfort.edge.transaction;

import static org.ringfort.edge.transaction.Action.*;
import static org.ringfort.edge.transaction.InviteServer.Event.*;
import static org.ringfort.edge.transaction.InviteServer.State.*;

import java.util.List;
import java.util.Map;
import org.ringfort.kernel.machine.Transitions;

/**
 * INVITE server transaction; ACCEPTED absorbs repeats of the request after a 2xx, which the dialog sends again.
 *
 * <p>Its owner answers 100 when it begins; while the call is pending the last provisional answer is said again each
 * minute, so that no proxy between gives up.
 *
 * @rfc 3261 17.2.1
 * @rfc 3261 13.3.1.1
 * @rfc 6026 7.1
 */
public final class InviteServer {
    /** States of RFC 6026 figure 3. */
    public enum State {
        PROCEEDING,
        COMPLETED,
        CONFIRMED,
        ACCEPTED,
        TERMINATED
    }

    /** Events; REQUEST is a repeat, the SEND_ events carry the user's response. */
    public enum Event {
        REQUEST,
        ACK,
        SEND_PROVISIONAL,
        SEND_SUCCESS,
        SEND_FAILURE,
        TRANSPORT_ERROR,
        TIMER_G,
        TIMER_H,
        TIMER_I,
        TIMER_L,
        TIMER_STILL_TRYING
    }

    static final Transitions<State, Event, Action> TABLE = Transitions.of(State.class, Event.class, Action.class)
            .in(PROCEEDING)
            .on(REQUEST, PROCEEDING, RESEND)
            .on(SEND_PROVISIONAL, PROCEEDING, SEND, START_STILL_TRYING)
            .on(SEND_SUCCESS, ACCEPTED, SEND, START_L)
            .on(SEND_FAILURE, COMPLETED, SEND, START_G, START_H)
            .on(TIMER_STILL_TRYING, PROCEEDING, RESEND, START_STILL_TRYING)
            .on(TRANSPORT_ERROR, TERMINATED, REPORT_TRANSPORT_ERROR)
            .ignore(ACK, TIMER_G, TIMER_H, TIMER_I, TIMER_L)
            .in(COMPLETED)
            .on(REQUEST, COMPLETED, RESEND)
            .on(ACK, CONFIRMED, START_I)
            .on(TIMER_G, COMPLETED, RESEND, AGAIN_G)
            .on(TIMER_H, TERMINATED)
            .on(TRANSPORT_ERROR, TERMINATED)
            .ignore(SEND_PROVISIONAL, SEND_SUCCESS, SEND_FAILURE, TIMER_I, TIMER_L, TIMER_STILL_TRYING)
            .in(CONFIRMED)
            .on(TIMER_I, TERMINATED)
            .on(TRANSPORT_ERROR, TERMINATED)
            .ignore(REQUEST, ACK, SEND_PROVISIONAL, SEND_SUCCESS, SEND_FAILURE)
            .ignore(TIMER_G, TIMER_H, TIMER_L, TIMER_STILL_TRYING)
            .in(ACCEPTED)
            .on(SEND_SUCCESS, ACCEPTED, SEND)
            .on(ACK, ACCEPTED, PASS_UP)
            .on(TIMER_L, TERMINATED)
            .ignore(REQUEST, SEND_PROVISIONAL, SEND_FAILURE, TRANSPORT_ERROR)
            .ignore(TIMER_G, TIMER_H, TIMER_I, TIMER_STILL_TRYING)
            .terminal(TERMINATED)
            .build();

    /** The machine. */
    public static final Machine<State, Event> MACHINE = new Machine<>(
            "invite-server",
            TABLE,
            PROCEEDING,
            List.of(START_STILL_TRYING),
            TERMINATED,
            Map.of(
                    Timer.G, TIMER_G,
                    Timer.H, TIMER_H,
                    Timer.I, TIMER_I,
                    Timer.L, TIMER_L,
                    Timer.STILL_TRYING, TIMER_STILL_TRYING));

    private InviteServer() {}

    /** The event that a response of ours with {@code status} is. */
    public static Event sent(int status) {
        return status < 200 ? SEND_PROVISIONAL : status < 300 ? SEND_SUCCESS : SEND_FAILURE;
    }
}
