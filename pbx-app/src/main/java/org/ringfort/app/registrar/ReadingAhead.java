package org.ringfort.app.registrar;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ringfort.app.platform.database.DatabaseAway;
import org.ringfort.app.platform.memory.ReadAhead;
import org.ringfort.kernel.id.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has read ahead what calls need of tenants that have phones registered: of those with a new phone within half a minute, of all every
 * four minutes. So whoever is registered calls and is called while the database is away, though nobody asked for him before.
 */
@Component
class ReadingAhead {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingAhead.class);
    private static final int ALL_EVERY = 8;

    private final Bindings bindings;
    private final LastBindings last;
    private final List<ReadAhead> readers;
    private final Set<TenantId> wanted = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean reading = new AtomicBoolean();
    private int round;

    ReadingAhead(Bindings bindings, LastBindings last, List<ReadAhead> readers) {
        this.bindings = bindings;
        this.last = last;
        this.readers = List.copyOf(readers);
    }

    @EventListener
    void added(BindingAdded news) {
        if (news.first()) {
            wanted.add(news.tenant());
        }
    }

    /** In a thread of its own, since what else is to be done from time to time shares one. */
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "${ringfort.registrar.read-ahead:30s}")
    void read() {
        if (reading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("read-ahead").start(() -> {
                try {
                    round();
                } finally {
                    reading.set(false);
                }
            });
        }
    }

    private void round() {
        if (round % ALL_EVERY == 0) {
            attempt(() -> {
                Set<TenantId> all = bindings.tenants();
                last.retain(all);
                wanted.addAll(all);
                round++;
            });
        } else {
            round++;
        }
        for (TenantId tenant : Set.copyOf(wanted)) {
            wanted.remove(tenant);
            if (!attempt(() -> readers.forEach(reader -> reader.readAhead(tenant)))) {
                wanted.add(tenant);
            }
        }
    }

    private static boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException notNow) {
            if (!DatabaseAway.causes(notNow)) {
                LOG.error("What calls need while the database is away could not be read ahead", notNow);
            }
            return false;
        }
    }
}
