package org.ringfort.app.calls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.ringfort.kernel.id.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Phones that came back, and whose lamps may have to be lit. Those that come within a moment are looked at together: when an edge
 * is restarted thousands come, and for most of them nothing was ever left. Any thread.
 */
final class Returned {
    private static final Logger LOG = LoggerFactory.getLogger(Returned.class);

    /** In one look. */
    static final int MOST = 500;

    private final Executor later;
    private final BiFunction<TenantId, Collection<String>, Set<String>> withMailbox;
    private final BiConsumer<TenantId, String> lamp;
    private final Set<Who> waiting = new HashSet<>();

    private record Who(TenantId tenant, String extension) {}

    /**
     * @param later does it after a moment, in a thread that may block
     * @param withMailbox those of a tenant's extensions that have a mailbox
     * @param lamp told of each of them; must not block
     */
    Returned(
            Executor later,
            BiFunction<TenantId, Collection<String>, Set<String>> withMailbox,
            BiConsumer<TenantId, String> lamp) {
        this.later = later;
        this.withMailbox = withMailbox;
        this.lamp = lamp;
    }

    /** Never blocks. */
    void came(TenantId tenant, String extension) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            waiting.add(new Who(tenant, extension));
        }
        if (first) {
            later.execute(this::look);
        }
    }

    private void look() {
        List<Who> together;
        synchronized (waiting) {
            together = List.copyOf(waiting);
            waiting.clear();
        }
        Map<TenantId, List<String>> byTenant = together.stream()
                .collect(Collectors.groupingBy(
                        Who::tenant, Collectors.mapping(Who::extension, Collectors.toCollection(ArrayList::new))));
        byTenant.forEach(this::look);
    }

    private void look(TenantId tenant, List<String> extensions) {
        for (int from = 0; from < extensions.size(); from += MOST) {
            try {
                withMailbox
                        .apply(tenant, extensions.subList(from, Math.min(from + MOST, extensions.size())))
                        .forEach(extension -> lamp.accept(tenant, extension));
            } catch (RuntimeException notNow) {
                LOG.warn(
                        "Phones that came back could not be told of their mailboxes",
                        notNow); // they ask again when they register
            }
        }
    }
}
