package org.ringfort.edge.b2bua;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringfort.contract.control.v1.Ring;
import org.ringfort.contract.control.v1.Target;

/**
 * One phone that is to be rung, and the flows by which it is reached: one at a time. Owned by the call's thread.
 *
 * @rfc 5626 7
 */
final class Fork {
    private final Object phone;
    private final Ring step;
    private final String why;
    private final Deque<Target> flows;

    private Fork(Object phone, Ring step, String why, Collection<Target> flows) {
        this.phone = phone;
        this.step = step;
        this.why = why;
        this.flows = new ArrayDeque<>(flows);
    }

    /** The phones that {@code targets} lead to, in their order. */
    static List<Fork> of(Ring step, String why, List<Target> targets) {
        Map<Object, List<Target>> phones = new LinkedHashMap<>();
        targets.forEach(target ->
                phones.computeIfAbsent(phone(target), _ -> new ArrayList<>(1)).add(target));
        return phones.entrySet().stream()
                .map(found -> new Fork(found.getKey(), step, why, found.getValue()))
                .toList();
    }

    /** What makes two targets the same phone; without a name each is one of its own. */
    private static Object phone(Target target) {
        return target.getPhone().isEmpty() ? new Object() : target.getPhone();
    }

    boolean isSamePhone(Fork other) {
        return phone.equals(other.phone);
    }

    Ring step() {
        return step;
    }

    String why() {
        return why;
    }

    /** The flows that were not tried yet. */
    Deque<Target> flows() {
        return flows;
    }
}
