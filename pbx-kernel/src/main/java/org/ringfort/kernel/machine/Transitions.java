package org.ringfort.kernel.machine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A state machine as a table: for every state and every event either a next state with its actions, or the spoken word
 * that the event is ignored there.
 *
 * <p>{@link Builder#build()} throws while any pair is unspoken, so a machine cannot meet an event nobody thought of.
 * States that end the machine are named by {@link Builder#terminal}; they ignore everything. The table holds no state of
 * its own: a machine's state is a value of {@code S} beside whatever record its owner keeps. Immutable, for any thread.
 *
 * @param <S> states
 * @param <E> events
 * @param <A> actions, carried out by the owner in the order given
 */
public final class Transitions<S extends Enum<S>, E extends Enum<E>, A extends Enum<A>> {
    private final Map<S, Map<E, Step<S, A>>> table;

    private Transitions(Map<S, Map<E, Step<S, A>>> table) {
        this.table = table;
    }

    /** What to do on an event: go to {@code next} and carry out {@code actions}. */
    public record Step<S, A>(S next, List<A> actions) {
        public Step {
            actions = List.copyOf(actions);
        }
    }

    public static <S extends Enum<S>, E extends Enum<E>, A extends Enum<A>> Builder<S, E, A> of(
            Class<S> states, Class<E> events, Class<A> actions) {
        return new Builder<>(states, events);
    }

    /** The step for {@code event} in {@code state}; an ignored event steps to the same state with no action. */
    public Step<S, A> on(S state, E event) {
        Step<S, A> step = row(state).get(event);
        if (step == null) {
            throw new IllegalStateException("unspoken pair " + state + " × " + event);
        }
        return step;
    }

    /** The table as a Mermaid state diagram, for the printed documentation. */
    public String diagram() {
        var text = new StringBuilder("stateDiagram-v2\n");
        table.forEach((state, row) -> row.forEach((event, step) -> {
            if (step.next() != state || !step.actions().isEmpty()) {
                text.append("    ")
                        .append(state)
                        .append(" --> ")
                        .append(step.next())
                        .append(" : ")
                        .append(event);
                if (!step.actions().isEmpty()) {
                    text.append(" / ").append(step.actions());
                }
                text.append('\n');
            }
        }));
        return text.toString();
    }

    private Map<E, Step<S, A>> row(S state) {
        Map<E, Step<S, A>> row = table.get(state);
        if (row == null) {
            throw new IllegalStateException("unspoken state " + state);
        }
        return row;
    }

    /** Collects the table; one thread. */
    public static final class Builder<S extends Enum<S>, E extends Enum<E>, A extends Enum<A>> {
        private final Class<S> states;
        private final Class<E> events;
        private final Map<S, Map<E, Step<S, A>>> table;
        private @Nullable S current;

        private Builder(Class<S> states, Class<E> events) {
            this.states = states;
            this.events = events;
            this.table = new EnumMap<>(states);
        }

        /** The state that the following {@code on} and {@code ignore} speak of. */
        public Builder<S, E, A> in(S state) {
            if (table.put(state, new EnumMap<>(events)) != null) {
                throw new IllegalStateException("state spoken twice: " + state);
            }
            current = state;
            return this;
        }

        @SafeVarargs
        @SuppressWarnings("varargs") // List.of copies the array, nothing is written to it
        public final Builder<S, E, A> on(E event, S next, A... actions) {
            speak(event, new Step<>(next, List.of(actions)));
            return this;
        }

        @SafeVarargs
        public final Builder<S, E, A> ignore(E... ignored) {
            for (E event : ignored) {
                speak(event, new Step<>(here(), List.of()));
            }
            return this;
        }

        /** States that end the machine: every event is ignored there. */
        @SafeVarargs
        public final Builder<S, E, A> terminal(S... ends) {
            for (S end : ends) {
                in(end);
                for (E event : EnumSet.allOf(events)) {
                    speak(event, new Step<>(end, List.of()));
                }
            }
            return this;
        }

        /**
         * @throws IllegalStateException naming every pair of state and event that was not spoken of
         */
        public Transitions<S, E, A> build() {
            List<String> unspoken = new ArrayList<>();
            Set<E> all = EnumSet.allOf(events);
            for (S state : EnumSet.allOf(states)) {
                Map<E, Step<S, A>> row = table.getOrDefault(state, Map.of());
                for (E event : all) {
                    if (!row.containsKey(event)) {
                        unspoken.add(state + " × " + event);
                    }
                }
            }
            if (!unspoken.isEmpty()) {
                throw new IllegalStateException("unspoken pairs: " + unspoken);
            }
            return new Transitions<>(table);
        }

        private S here() {
            if (current == null) {
                throw new IllegalStateException("call in(state) first");
            }
            return current;
        }

        private void speak(E event, Step<S, A> step) {
            Map<E, Step<S, A>> row = table.get(here());
            if (row == null || row.put(event, step) != null) {
                throw new IllegalStateException("pair spoken twice: " + here() + " × " + event);
            }
        }
    }
}
