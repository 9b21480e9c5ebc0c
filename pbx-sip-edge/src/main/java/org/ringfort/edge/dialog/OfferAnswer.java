package org.ringfort.edge.dialog;

import static org.ringfort.edge.dialog.OfferAnswer.Event.*;
import static org.ringfort.edge.dialog.OfferAnswer.State.*;

import org.ringfort.kernel.machine.Transitions;

/**
 * Whose offer is open in a dialog. At most one is at any time; which message carries it, or its answer, is for the caller to
 * know: a body in an unreliable provisional response is neither.
 *
 * @rfc 3261 13.2.1
 * @rfc 3262 5
 * @rfc 3311 5
 * @rfc 3264 4
 */
public final class OfferAnswer {
    /** SETTLED is where it begins. */
    public enum State {
        SETTLED,
        /** We have offered and wait for the answer. */
        OURS_OPEN,
        /** The peer has offered and waits for ours. */
        THEIRS_OPEN
    }

    /** What happens to it. */
    public enum Event {
        WE_SAY,
        THEY_SAY,
        /** What carried the offer failed, or its answer never came. */
        COMES_TO_NOTHING
    }

    /** Nothing is to be done: the state itself is what is asked for. */
    public enum Action {}

    public static final Transitions<State, Event, Action> TABLE = Transitions.of(State.class, Event.class, Action.class)
            .in(SETTLED)
            .on(WE_SAY, OURS_OPEN)
            .on(THEY_SAY, THEIRS_OPEN)
            .ignore(COMES_TO_NOTHING)
            .in(OURS_OPEN)
            .on(THEY_SAY, SETTLED)
            .on(COMES_TO_NOTHING, SETTLED)
            .ignore(WE_SAY)
            .in(THEIRS_OPEN)
            .on(WE_SAY, SETTLED)
            .on(COMES_TO_NOTHING, SETTLED)
            .ignore(THEY_SAY)
            .build();

    private OfferAnswer() {}
}
