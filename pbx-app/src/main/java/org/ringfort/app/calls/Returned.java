package org.ringfort.app.calls;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Fields;
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
    /** No more than there are extensions. */
    private final Set<Who> waiting = new HashSet<>();

    /** @param again whether a look has failed */
    private record Who(TenantId tenant, String extension, boolean again) {}

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
        came(List.of(new Who(tenant, extension, false)));
    }

    private void came(Collection<Who> together) {
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            waiting.addAll(together);
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
        together.stream().collect(Collectors.groupingBy(Who::tenant)).forEach(this::look);
    }

    private void look(TenantId tenant, List<Who> together) {
        for (int from = 0; from < together.size(); from += MOST) {
            List<Who> some = together.subList(from, Math.min(from + MOST, together.size()));
            try {
                withMailbox
                        .apply(
                                tenant,
                                some.stream().map(Who::extension).distinct().toList())
                        .forEach(extension -> lamp.accept(tenant, extension));
            } catch (RuntimeException notNow) {
                List<Who> anew = some.stream()
                        .filter(who -> !who.again())
                        .map(who -> new Who(tenant, who.extension(), true))
                        .toList();
                LOG.atWarn()
                        .setCause(notNow)
                        .addKeyValue(Fields.TENANT, tenant.toString())
                        .log(
                                "Mailboxes of {} phones that came back could not be looked at; {} are tried again, the others"
                                        + " are told with their next message",
                                some.size(),
                                anew.size());
                if (!anew.isEmpty()) {
                    came(anew);
                }
            }
        }
    }
}
