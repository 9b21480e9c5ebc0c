package org.ringfort.edge.b2bua;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.Ring;
import org.ringfort.contract.control.v1.Step;
import org.ringfort.edge.topology.Crossing;
import org.ringfort.protocol.sip.Status;

/**
 * How far a plan is carried out: the steps that are left, and what to say where none is. Several steps that ring the same number
 * are its phones by groups, in the order that their registrations asked for. Owned by the call's thread.
 *
 * @rfc 3261 16.6
 * @rfc 3261 16.7
 */
final class Course {
    private final ArrayDeque<Step> left;
    private final List<Status> rung = new ArrayList<>();
    private Status best = Status.TEMPORARILY_UNAVAILABLE;

    Course(List<Step> steps) {
        left = new ArrayDeque<>(steps);
    }

    /** The next step; null where there is none. */
    @Nullable
    Step next() {
        return left.poll();
    }

    /**
     * Nobody answered. Where somebody said no for all of his phones, those that were to be rung after are spared; what else the plan
     * has, such as a mailbox, is still to come.
     *
     * @param before what is to be tried first
     */
    void unanswered(Ring ring, Status status, List<Step> before) {
        rung.add(status);
        best = Crossing.best(rung).orElse(status);
        if (status.isGlobalFailure()) {
            left.removeIf(step -> step.hasRing() && step.getRing().getNumber().equals(ring.getNumber()));
        }
        before.reversed().forEach(left::addFirst);
    }

    /** No gateway took it. */
    void unreached(Status status) {
        best = status;
    }

    /** What nobody has tried. */
    List<Step> left() {
        return List.copyOf(left);
    }

    /** What the caller hears where nothing is left. */
    Status best() {
        return best;
    }
}
