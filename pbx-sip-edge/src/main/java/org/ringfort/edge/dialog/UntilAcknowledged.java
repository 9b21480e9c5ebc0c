package org.ringfort.edge.dialog;

import static org.ringfort.edge.dialog.UntilAcknowledged.Action.*;
import static org.ringfort.edge.dialog.UntilAcknowledged.Event.*;
import static org.ringfort.edge.dialog.UntilAcknowledged.State.*;

import org.ringfort.kernel.machine.Transitions;

/**
 * A response that is said again until the peer has acknowledged it: 2xx to INVITE until ACK, at intervals from T1 to T2, and
 * a reliable provisional response until PRACK, at intervals that double; both for 64 T1, on every transport.
 *
 * @rfc 3261 13.3.1.4
 * @rfc 3262 3
 */
public final class UntilAcknowledged {
    /** WAITING is where it begins. */
    public enum State {
        WAITING,
        ACKNOWLEDGED,
        GIVEN_UP
    }

    /** What happens to it. */
    public enum Event {
        ACKNOWLEDGEMENT,
        REPEAT_DUE,
        TIME_OVER
    }

    /** What is to be done. */
    public enum Action {
        REPEAT,
        SCHEDULE_NEXT_REPEAT,
        REPORT_ACKNOWLEDGED,
        REPORT_UNACKNOWLEDGED
    }

    public static final Transitions<State, Event, Action> TABLE = Transitions.of(State.class, Event.class, Action.class)
            .in(WAITING)
            .on(ACKNOWLEDGEMENT, ACKNOWLEDGED, REPORT_ACKNOWLEDGED)
            .on(REPEAT_DUE, WAITING, REPEAT, SCHEDULE_NEXT_REPEAT)
            .on(TIME_OVER, GIVEN_UP, REPORT_UNACKNOWLEDGED)
            .terminal(ACKNOWLEDGED, GIVEN_UP)
            .build();

    private UntilAcknowledged() {}
}
