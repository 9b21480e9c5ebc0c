package org.ringfort.edge.controlplane;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which phones are on which flows: so many, and each on the newest few of its flows, so that no account takes the place of
 * others by connecting often. Any thread; who reads waits for nobody, who changes waits for one other change at most.
 */
final class HelpPhones {
    /** One phone behind an address translator, on what it has just left too; or somebody's few phones that share an account. */
    static final int MOST_FLOWS = 4;

    private final int most;
    private final Consumer<HelpPhone> gone;
    private final Map<String, Map<HelpPhone.Device, HelpPhone>> byFlow = new ConcurrentHashMap<>();
    private final Map<HelpPhone.Device, Deque<HelpPhone>> byDevice = new HashMap<>();
    private int count;

    /** @param gone hears of each that is forgotten; must not block */
    HelpPhones(int most, Consumer<HelpPhone> gone) {
        this.most = most;
        this.gone = gone;
    }

    Collection<HelpPhone> on(String flow) {
        return byFlow.getOrDefault(flow, Map.of()).values();
    }

    Stream<HelpPhone> all() {
        return byFlow.values().stream().flatMap(here -> here.values().stream());
    }

    /** The one that is known there already, or this one; empty where there is no room for it. */
    synchronized Optional<HelpPhone> registered(HelpPhone phone) {
        HelpPhone before = byFlow.getOrDefault(phone.flow(), Map.of()).get(phone.device());
        if (before != null && before.isAs(phone)) {
            Deque<HelpPhone> flows = flowsOf(phone.device());
            flows.remove(before);
            flows.addLast(before);
            return Optional.of(before);
        }
        if (before != null) {
            forget(before);
        }
        Deque<HelpPhone> flows = flowsOf(phone.device());
        if (flows.size() >= MOST_FLOWS) {
            forget(flows.getFirst());
        }
        if (count >= most) {
            return Optional.empty();
        }
        count++;
        byDevice.computeIfAbsent(phone.device(), _ -> new ArrayDeque<>(2)).addLast(phone);
        byFlow.computeIfAbsent(phone.flow(), _ -> new ConcurrentHashMap<>(2)).put(phone.device(), phone);
        return Optional.of(phone);
    }

    private Deque<HelpPhone> flowsOf(HelpPhone.Device device) {
        return byDevice.getOrDefault(device, new ArrayDeque<>(1));
    }

    synchronized void forget(String flow, Predicate<HelpPhone> which) {
        List.copyOf(on(flow)).stream().filter(which).forEach(this::forget);
    }

    synchronized void forget(HelpPhone phone) {
        Map<HelpPhone.Device, HelpPhone> here = byFlow.getOrDefault(phone.flow(), Map.of());
        if (phone.gone || !here.remove(phone.device(), phone)) {
            return;
        }
        if (here.isEmpty()) {
            byFlow.remove(phone.flow());
        }
        Deque<HelpPhone> flows = flowsOf(phone.device());
        flows.remove(phone);
        if (flows.isEmpty()) {
            byDevice.remove(phone.device());
        }
        count--;
        phone.gone = true;
        gone.accept(phone);
    }
}
