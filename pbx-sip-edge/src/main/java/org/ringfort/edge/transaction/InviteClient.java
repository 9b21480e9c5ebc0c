package org.ringfort.edge.transaction;

import static org.ringfort.edge.transaction.Action.*;
import static org.ringfort.edge.transaction.InviteClient.Event.*;
import static org.ringfort.edge.transaction.InviteClient.State.*;

import java.util.List;
import java.util.Map;
import org.ringfort.kernel.machine.Transitions;

/**
 * INVITE client transaction; ACCEPTED lets a repeated 2xx still find it, and cancelling is part of the table.
 *
 * <p>A transport error after the final answer is no news: the user has had that answer.
 *
 * @rfc 3261 17.1.1.2
 * @rfc 3261 9.1
 * @rfc 3261 16.8
 * @rfc 6026 7.2
 */
public final class InviteClient {
    /** States; CANCEL_WANTED waits for a provisional answer, before which no CANCEL may be sent. */
    public enum State {
        CALLING,
        CANCEL_WANTED,
        PROCEEDING,
        CANCELLING,
        COMPLETED,
        ACCEPTED,
        TERMINATED
    }

    /** Events; PROVISIONAL, SUCCESS and FAILURE carry the response, CANCEL is the user's wish. */
    public enum Event {
        PROVISIONAL,
        SUCCESS,
        FAILURE,
        CANCEL,
        TRANSPORT_ERROR,
        TIMER_A,
        TIMER_B,
        TIMER_C,
        TIMER_D,
        TIMER_M,
        TIMER_CANCELLED
    }

    static final Transitions<State, Event, Action> TABLE = Transitions.of(State.class, Event.class, Action.class)
            .in(CALLING)
            .on(PROVISIONAL, PROCEEDING, PASS_UP, START_C)
            .on(SUCCESS, ACCEPTED, PASS_UP, START_M)
            .on(FAILURE, COMPLETED, SEND_ACK, PASS_UP, START_D)
            .on(CANCEL, CANCEL_WANTED)
            .on(TIMER_A, CALLING, RESEND, AGAIN_A)
            .on(TIMER_B, TERMINATED, REPORT_TIMEOUT)
            .on(TRANSPORT_ERROR, TERMINATED, REPORT_TRANSPORT_ERROR)
            .ignore(TIMER_C, TIMER_D, TIMER_M, TIMER_CANCELLED)
            .in(CANCEL_WANTED)
            .on(PROVISIONAL, CANCELLING, PASS_UP, SEND_CANCEL, START_CANCELLED)
            .on(SUCCESS, ACCEPTED, PASS_UP, START_M)
            .on(FAILURE, COMPLETED, SEND_ACK, PASS_UP, START_D)
            .on(TIMER_A, CANCEL_WANTED, RESEND, AGAIN_A)
            .on(TIMER_B, TERMINATED, REPORT_TIMEOUT)
            .on(TRANSPORT_ERROR, TERMINATED, REPORT_TRANSPORT_ERROR)
            .ignore(CANCEL, TIMER_C, TIMER_D, TIMER_M, TIMER_CANCELLED)
            .in(PROCEEDING)
            .on(PROVISIONAL, PROCEEDING, PASS_UP, START_C)
            .on(SUCCESS, ACCEPTED, PASS_UP, START_M)
            .on(FAILURE, COMPLETED, SEND_ACK, PASS_UP, START_D)
            .on(CANCEL, CANCELLING, SEND_CANCEL, START_CANCELLED)
            .on(TIMER_C, CANCELLING, SEND_CANCEL, START_CANCELLED)
            .on(TRANSPORT_ERROR, TERMINATED, REPORT_TRANSPORT_ERROR)
            .ignore(TIMER_A, TIMER_B, TIMER_D, TIMER_M, TIMER_CANCELLED)
            .in(CANCELLING)
            .on(SUCCESS, ACCEPTED, PASS_UP, START_M)
            .on(FAILURE, COMPLETED, SEND_ACK, PASS_UP, START_D)
            .on(TIMER_CANCELLED, TERMINATED, REPORT_TIMEOUT)
            .on(TRANSPORT_ERROR, TERMINATED, REPORT_TRANSPORT_ERROR)
            .ignore(PROVISIONAL, CANCEL, TIMER_A, TIMER_B, TIMER_C, TIMER_D, TIMER_M)
            .in(COMPLETED)
            .on(FAILURE, COMPLETED, SEND_ACK)
            .on(TIMER_D, TERMINATED)
            .on(TRANSPORT_ERROR, TERMINATED)
            .ignore(PROVISIONAL, SUCCESS, CANCEL, TIMER_A, TIMER_B, TIMER_C, TIMER_M, TIMER_CANCELLED)
            .in(ACCEPTED)
            .on(SUCCESS, ACCEPTED, PASS_UP)
            .on(TIMER_M, TERMINATED)
            .ignore(PROVISIONAL, FAILURE, CANCEL, TRANSPORT_ERROR)
            .ignore(TIMER_A, TIMER_B, TIMER_C, TIMER_D, TIMER_CANCELLED)
            .terminal(TERMINATED)
            .build();

    /** The machine. */
    public static final Machine<State, Event> MACHINE = new Machine<>(
            "invite-client",
            TABLE,
            CALLING,
            List.of(SEND, START_A, START_B),
            TERMINATED,
            Map.of(
                    Timer.A, TIMER_A,
                    Timer.B, TIMER_B,
                    Timer.C, TIMER_C,
                    Timer.D, TIMER_D,
                    Timer.M, TIMER_M,
                    Timer.CANCELLED, TIMER_CANCELLED));

    private InviteClient() {}

    /** The event that a response with {@code status} is. */
    public static Event received(int status) {
        return status < 200 ? PROVISIONAL : status < 300 ? SUCCESS : FAILURE;
    }
}
