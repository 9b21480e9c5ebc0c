package org.ringfort.app.registrar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.registrar.BindRequest.Change;
import org.ringfort.kernel.id.TenantId;

/**
 * What a REGISTER does to the bindings of its address: pure, and all or nothing.
 *
 * @param saved to insert or replace, by {@link Binding#key()}
 * @param added those of {@code saved} that are new
 * @param placed those of {@code saved} that nothing stored came by the same flow and for as long: the flow is to be written too
 * @param removed to delete
 * @param refusal set where nothing may change
 * @param now what is bound afterwards
 * @rfc 3261 10.3
 */
record BindingChange(
        List<Binding> saved,
        List<Binding> added,
        List<Binding> placed,
        List<Binding> removed,
        Optional<BindOutcome.Refused> refusal,
        List<Binding> now) {
    BindingChange {
        saved = List.copyOf(saved);
        added = List.copyOf(added);
        placed = List.copyOf(placed);
        removed = List.copyOf(removed);
        now = List.copyOf(now);
    }

    /**
     * Whose address, and what for.
     *
     * @param until nothing is bound for longer, however short that is
     */
    record Order(Account.Identity who, BindRequest request, Grants grants, Instant until) {}

    static BindingChange of(Order order, List<Binding> stored, Instant at, RandomGenerator random) {
        List<Binding> live = stored.stream()
                .filter(binding -> binding.expiresAt().isAfter(at))
                .toList();
        return switch (order.request().change()) {
            case Change.Query() ->
                new BindingChange(List.of(), List.of(), List.of(), List.of(), Optional.empty(), live);
            case Change.RemoveAll() -> removeAll(order, live);
            case Change.Contacts(List<ContactChange> contacts) -> apply(order, contacts, stored, live, at, random);
        };
    }

    private static BindingChange refused(int status, String reason, int minExpires) {
        return new BindingChange(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new BindOutcome.Refused(status, reason, 0, minExpires)),
                List.of());
    }

    /** A request that was overtaken by a later one of the same phone must not undo it. */
    private static boolean overtaken(Requester requester, Binding binding) {
        return binding.sipCallId().equals(requester.sipCallId()) && requester.cseq() < binding.cseq();
    }

    private static boolean repeated(Requester requester, Binding binding) {
        return binding.sipCallId().equals(requester.sipCallId()) && requester.cseq() == binding.cseq();
    }

    private static BindingChange removeAll(Order order, List<Binding> live) {
        if (live.stream().anyMatch(binding -> overtaken(order.request().requester(), binding))) {
            return refused(500, "Out Of Order", 0);
        }
        return new BindingChange(List.of(), List.of(), List.of(), live, Optional.empty(), List.of());
    }

    private static BindingChange apply(
            Order order,
            List<ContactChange> contacts,
            List<Binding> stored,
            List<Binding> live,
            Instant at,
            RandomGenerator random) {
        Requester requester = order.request().requester();
        Map<String, Binding> bound = new LinkedHashMap<>();
        live.forEach(binding -> bound.put(binding.key(), binding));
        List<Binding> saved = new ArrayList<>();
        List<Binding> added = new ArrayList<>();
        List<Binding> removed = new ArrayList<>();
        for (ContactChange contact : contacts) {
            String key = Binding.key(order.who().deviceId(), contact.uri(), contact.instanceId(), contact.regId());
            Binding before = bound.get(key);
            if (before != null && overtaken(requester, before)) {
                return refused(500, "Out Of Order", 0);
            }
            if (contact.expiresSeconds().equals(OptionalLong.of(0))) {
                if (before != null) {
                    removed.add(before);
                    bound.remove(key);
                }
            } else if (order.grants().tooShort(contact.expiresSeconds())) {
                return refused(423, "Interval Too Brief", (int)
                        order.grants().minimum().toSeconds());
            } else if (before == null
                    || !repeated(requester, before)
                    || !before.place().equals(order.request().place())) {
                Binding after = binding(order, contact, before, at, random);
                saved.add(after);
                if (before == null) {
                    added.add(after);
                }
                bound.put(key, after);
            }
        }
        if (bound.size() > order.grants().mostContacts() && bound.size() > live.size()) {
            return refused(403, "Too Many Contacts", 0);
        }
        List<Binding> placed =
                saved.stream().filter(after -> !standsIn(stored, after)).toList();
        return new BindingChange(saved, added, placed, removed, Optional.empty(), List.copyOf(bound.values()));
    }

    private static boolean standsIn(List<Binding> stored, Binding after) {
        return stored.stream()
                .anyMatch(before -> before.place().isSameFlow(after.place())
                        && before.place().incarnation().equals(after.place().incarnation())
                        && !before.expiresAt().isAfter(after.expiresAt()));
    }

    private static Binding binding(
            Order order, ContactChange contact, @Nullable Binding before, Instant at, RandomGenerator random) {
        Requester requester = order.request().requester();
        Instant expires = at.plus(order.grants().grant(contact.expiresSeconds(), random));
        return new Binding(
                before == null ? TenantId.next().value() : before.id(),
                order.who().extensionId(),
                order.who().extension(),
                order.who().deviceId(),
                contact.uri(),
                contact.q(),
                contact.instanceId(),
                contact.regId(),
                requester.sipCallId(),
                requester.cseq(),
                before == null || !before.place().isSameFlow(order.request().place()) ? at : before.registeredAt(),
                expires.isBefore(order.until()) ? expires : order.until(),
                order.request().place());
    }
}
