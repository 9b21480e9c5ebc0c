package org.ringfort.edge.b2bua;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ringfort.protocol.sip.Status;

/**
 * The phones that one step rings: who is rung by which flow, and who waits for breadth, or for the next of its flows. Owned by the
 * call's thread.
 */
final class Forks {
    /** A phone that was not found there: it may be by another flow. Whatever else it says is its answer. */
    private static final Set<Integer> NOT_THERE = Set.of(408, 430);

    private final Breadth breadth;
    private final Map<Leg, Attempt> attempts = new HashMap<>();
    private final List<Fork> waiting = new ArrayList<>();

    Forks(Breadth breadth) {
        this.breadth = breadth;
    }

    /** Those who wait, in order; may be changed. */
    List<Fork> waiting() {
        return waiting;
    }

    /** Flows that ring. */
    Stream<Attempt> ringing() {
        return attempts.values().stream();
    }

    /** Whether the phone rings or waits. */
    boolean has(Fork phone) {
        return Stream.concat(ringing().map(Attempt::fork), waiting.stream()).anyMatch(phone::isSamePhone);
    }

    /** Whether nobody can be rung now, nor will anybody give breadth back. */
    boolean starved() {
        return breadth.left() == 0 && attempts.isEmpty();
    }

    /** The next flow of as many as there is breadth for. */
    List<Attempt> next() {
        List<Attempt> fresh = new ArrayList<>();
        for (int share : breadth.shares(waiting.size())) {
            Fork fork = waiting.removeFirst();
            fresh.add(new Attempt(fork, fork.flows().remove(), share));
        }
        return fresh;
    }

    void rings(Leg leg, Attempt attempt) {
        attempts.put(leg, attempt);
    }

    Optional<Attempt> of(Leg leg) {
        return Optional.ofNullable(attempts.get(leg));
    }

    /** The leg is over; its breadth comes back. */
    Optional<Attempt> over(Leg leg) {
        Optional<Attempt> attempt = Optional.ofNullable(attempts.remove(leg));
        attempt.ifPresent(done -> breadth.back(done.share()));
        return attempt;
    }

    /**
     * Whether a phone that answered so waits for its next flow; else that is its answer.
     *
     * @rfc 5626 7
     */
    boolean goesOn(Attempt over, Status status) {
        boolean again =
                NOT_THERE.contains(status.code()) && !over.fork().flows().isEmpty();
        if (again) {
            waiting.addFirst(over.fork());
        }
        return again;
    }
}
