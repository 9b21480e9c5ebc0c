package org.ringfort.edge.b2bua;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ringfort.protocol.sip.Status;

/**
 * One call wants to answer another that rings. The other admits it, or says why not; then the one that asks answers its phone
 * and gives that leg away. Whoever comes too late to the other's end, or has waited long enough, settles it: a leg that was given
 * is taken by exactly one of {@link #take} and {@link #over}, and one that was not stays where it is.
 *
 * @rfc 3891 3
 */
final class Pickup {
    private enum State {
        ASKED,
        ADMITTED,
        GIVEN,
        OVER
    }

    private final String extension;
    private final Inbox to;
    private final AtomicReference<State> state = new AtomicReference<>(State.ASKED);
    private volatile @Nullable Inbox from;
    private volatile @Nullable Leg leg;

    /**
     * @param extension whose phones ring
     * @param to where the answer goes
     */
    Pickup(String extension, Inbox to) {
        this.extension = extension;
        this.to = to;
    }

    String extension() {
        return extension;
    }

    /** Says yes; the leg is to come to {@code here}. */
    void admit(Inbox here) {
        from = here;
        if (state.compareAndSet(State.ASKED, State.ADMITTED)) {
            to.post(new CallEvent.MayPickUp(this, Optional.empty()));
        }
    }

    void refuse(Status why) {
        if (state.compareAndSet(State.ASKED, State.OVER)) {
            to.post(new CallEvent.MayPickUp(this, Optional.of(why)));
        }
    }

    /** Gives the leg, and what happens on it from here on; false where nobody takes it any more. */
    boolean give(Leg given) {
        Inbox there = from;
        if (there == null) {
            return false;
        }
        leg = given;
        given.at(there);
        boolean taken = state.compareAndSet(State.ADMITTED, State.GIVEN);
        if (taken) {
            there.post(new CallEvent.PickedUp(this));
        } else {
            given.at(to);
        }
        return taken;
    }

    /** Who asked wants it no more; nothing where the leg was given already. */
    void withdraw() {
        state.compareAndSet(State.ASKED, State.OVER);
        state.compareAndSet(State.ADMITTED, State.OVER);
    }

    /** The leg, once. */
    Optional<Leg> take() {
        return state.compareAndSet(State.GIVEN, State.OVER) ? Optional.ofNullable(leg) : Optional.empty();
    }

    /** Nobody waits for it any more; the leg, where it was given and not taken. */
    Optional<Leg> over() {
        return state.getAndSet(State.OVER) == State.GIVEN ? Optional.ofNullable(leg) : Optional.empty();
    }
}
