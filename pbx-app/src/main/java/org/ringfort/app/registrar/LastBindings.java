package org.ringfort.app.registrar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.ringfort.app.platform.database.DatabaseAway;
import org.ringfort.app.platform.memory.ReadAhead;
import org.ringfort.kernel.id.TenantId;

/**
 * Where extensions are registered: as the database has it, and, while it is away, as it was known last. Known from everybody's
 * looks, from what is written here, and from reading ahead. What began to be looked for earlier never takes the place of what
 * is known from later. Any thread.
 */
final class LastBindings implements ReadAhead {
    private static final int PAGE = 1_000;

    private final Bindings bindings;
    private final LongSupplier nanoTime;
    private final Map<TenantId, Map<UUID, Known>> known = new ConcurrentHashMap<>();

    /** @param since when the look for it began, or when it was written */
    private record Known(List<Binding> bindings, long since) {}

    LastBindings(Bindings bindings, LongSupplier nanoTime) {
        this.bindings = bindings;
        this.nanoTime = nanoTime;
    }

    /** What is bound to an extension at {@code now}; may block for the database. */
    List<Binding> of(TenantId tenant, UUID extension, Instant now) {
        long since = nanoTime.getAsLong();
        try {
            List<Binding> found = bindings.of(tenant, extension, now);
            keep(tenant, extension, found, since);
            return found;
        } catch (RuntimeException failure) {
            if (!DatabaseAway.causes(failure)) {
                throw failure;
            }
            return last(tenant, extension).orElseThrow(() -> failure).stream()
                    .filter(binding -> binding.expiresAt().isAfter(now))
                    .toList();
        }
    }

    private Optional<List<Binding>> last(TenantId tenant, UUID extension) {
        return Optional.ofNullable(known.get(tenant))
                .map(extensions -> extensions.get(extension))
                .map(Known::bindings);
    }

    private void keep(TenantId tenant, UUID extension, List<Binding> found, long since) {
        known.computeIfAbsent(tenant, _ -> new ConcurrentHashMap<>())
                .compute(
                        extension,
                        (_, other) -> other != null && other.since() - since > 0 ? other : new Known(found, since));
    }

    /** It stands in the database now. */
    void settled(BindWriter.Settled settled) {
        if (settled.change().refusal().isEmpty()) {
            Account.Identity who = settled.order().who();
            keep(who.tenant(), who.extensionId(), settled.change().now(), nanoTime.getAsLong());
        }
    }

    /** It is in the database no more. */
    void removed(TenantId tenant, Binding gone) {
        last(tenant, gone.extensionId())
                .ifPresent(before -> keep(
                        tenant,
                        gone.extensionId(),
                        before.stream()
                                .filter(binding -> !binding.id().equals(gone.id()))
                                .toList(),
                        nanoTime.getAsLong()));
    }

    @Override
    public void readAhead(TenantId tenant) {
        long since = nanoTime.getAsLong();
        Map<UUID, List<Binding>> read = new HashMap<>();
        Optional<UUID> after = Optional.empty();
        do {
            List<Binding> page = bindings.page(tenant, after, PAGE, Instant.EPOCH);
            page.forEach(binding -> read.computeIfAbsent(binding.extensionId(), _ -> new ArrayList<>())
                    .add(binding));
            after = page.size() < PAGE
                    ? Optional.empty()
                    : Optional.of(page.getLast().id());
        } while (after.isPresent());
        Set<UUID> concerned = new HashSet<>(read.keySet());
        concerned.addAll(known.getOrDefault(tenant, Map.of()).keySet());
        concerned.forEach(
                extension -> keep(tenant, extension, Bindings.inOrder(read.getOrDefault(extension, List.of())), since));
    }

    /** Nobody else has phones registered. */
    void retain(Set<TenantId> tenants) {
        known.keySet().retainAll(tenants);
    }
}
