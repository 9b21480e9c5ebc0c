package org.ringfort.edge.transaction;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringfort.kernel.machine.Transitions;

/**
 * One of the four machines: its table, where it begins, and which of its events a timer is. Holds no state.
 *
 * @param <S> its states
 * @param <E> its events
 * @param name label for metrics, e.g. {@code invite-client}
 * @param table every state and event
 * @param initial the state it begins in
 * @param opening what is done on entering {@code initial}
 * @param end the state in which it is over
 * @param timers the event of a timer, where the machine uses it
 */
public record Machine<S extends Enum<S>, E extends Enum<E>>(
        String name, Transitions<S, E, Action> table, S initial, List<Action> opening, S end, Map<Timer, E> timers) {

    public Machine {
        opening = List.copyOf(opening);
        timers = Map.copyOf(timers);
    }

    /** The event that the end of {@code timer} is. */
    public Optional<E> event(Timer timer) {
        return Optional.ofNullable(timers.get(timer));
    }
}
