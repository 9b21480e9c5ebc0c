package org.ringfort.app.objects;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringfort.app.objects.store.UnclaimedStore;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.ringfort.kernel.telemetry.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sealed octets of rows, in the rows or apart. Before an object is brought it is written down that nobody names it; the transaction
 * that names it takes that back, and the one that names it no more writes it again. So whoever dies wherever, an object that no row
 * names is known, and goes. Any thread.
 */
public class SealedObjects {
    private static final Logger LOG = LoggerFactory.getLogger(SealedObjects.class);
    /** Longer than it takes from an object to its row. */
    private static final Duration CLAIMED_WITHIN = Duration.ofHours(1);

    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final int AT_ONCE = 100;
    /** Then it is not one object that is in the way. */
    private static final int MOST_REFUSED = 3;

    /** As long as nobody is asked for octets that could not be kept. */
    private static final long AWAY_NANOS = 5_000_000_000L;

    private final Optional<ObjectStore> apart;
    private final boolean newOnesApart;
    private final UnclaimedStore unclaimed;
    private final TenantTransactions transactions;
    private final MeterRegistry registry;
    private final Clock clock;
    /** How often since the thread that sweeps was started; 0: none does. */
    private final AtomicInteger asked = new AtomicInteger();

    private volatile boolean away;
    private volatile long refusedNanos;

    /**
     * Knows of them what the database knows.
     *
     * @param apart where objects are; needed with {@code newOnesApart}
     */
    SealedObjects(
            Optional<ObjectStore> apart,
            boolean newOnesApart,
            UnclaimedStore unclaimed,
            TenantTransactions transactions,
            MeterRegistry registry,
            Clock clock) {
        this.apart = apart;
        this.newOnesApart = newOnesApart;
        this.unclaimed = unclaimed;
        this.transactions = transactions;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Finds a place for the octets of a row that is to be written. Before the transaction that writes it, and not in it.
     *
     * @return empty where they cannot be kept now
     */
    public Optional<Placed> place(TenantId tenant, byte[] octets) {
        if (!newOnesApart) {
            return Optional.of(new Placed(Optional.of(octets), Optional.empty()));
        }
        var name = new ObjectName(tenant, UUID.randomUUID());
        transactions.separately(tenant, () -> unclaimed.add(name, clock.instant()));
        try {
            apart.orElseThrow().put(name, octets);
            away = false;
            return Optional.of(new Placed(Optional.empty(), Optional.of(name.id())));
        } catch (IOException refused) {
            refusedNanos = System.nanoTime();
            away = true;
            refused("put", refused);
            return Optional.empty();
        }
    }

    /** Whether nothing could be kept a moment ago, so that it is not worth the while to send octets. */
    public boolean isAway() {
        return away && System.nanoTime() - refusedNanos < AWAY_NANOS;
    }

    /** In the transaction that writes the row.
     *
     * @throws IllegalStateException where that took so long that the object is going: nothing is to be written
     */
    public void claim(Placed placed) {
        placed.object().ifPresent(id -> {
            if (!unclaimed.claim(id)) {
                throw new IllegalStateException("an object was named too late");
            }
        });
    }

    /**
     * What is there. Outside a transaction: it may take long.
     *
     * @return empty where the object is gone
     * @throws Problem 503 where it cannot be read now
     */
    public Optional<byte[]> read(TenantId tenant, Placed placed) {
        if (placed.octets().isPresent()) {
            return placed.octets();
        }
        try {
            ObjectStore store = apart.orElseThrow(() -> new IOException("neither directory nor endpoint is set"));
            return store.get(new ObjectName(tenant, placed.object().orElseThrow()));
        } catch (IOException refused) {
            refused("get", refused);
            throw Problem.unavailable("Where this is kept does not answer.", AGAIN);
        }
    }

    /** In the transaction that names it no more: it goes after that. */
    public void abandon(TenantId tenant, UUID object) {
        unclaimed.doom(new ObjectName(tenant, object), clock.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                look();
            }
        });
    }

    /** Never blocks: it goes on in a thread of its own, one at a time. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void look() {
        if (apart.isPresent() && asked.getAndIncrement() == 0) {
            Thread.ofVirtual().name("objects").start(() -> {
                int seen = 0;
                try {
                    do {
                        seen = asked.get();
                        sweepOr(apart.get());
                    } while (!asked.compareAndSet(seen, 0));
                    seen = 0;
                } finally {
                    if (seen != 0) { // an error of the runtime: the next minute tries again
                        asked.set(0);
                    }
                }
            });
        }
    }

    private void sweepOr(ObjectStore store) {
        try {
            sweep(store);
        } catch (RuntimeException notNow) {
            LOG.warn("Objects that nobody names could not be read", notNow); // they are written down still
        }
    }

    private void sweep(ObjectStore store) {
        List<ObjectName> doomed;
        int refused = 0;
        do {
            doomed = transactions.separately(
                    TenantScope.PLATFORM, () -> unclaimed.doomed(clock.instant().minus(CLAIMED_WITHIN), AT_ONCE));
            for (ObjectName name : doomed) {
                try {
                    store.delete(name);
                    transactions.separately(TenantScope.PLATFORM, () -> unclaimed.forget(name.id()));
                } catch (IOException why) { // others go first next time
                    refused("delete", why);
                    transactions.separately(TenantScope.PLATFORM, () -> unclaimed.postpone(name.id(), clock.instant()));
                    if (++refused == MOST_REFUSED) {
                        return;
                    }
                }
            }
        } while (!doomed.isEmpty() && refused == 0);
    }

    private void refused(String what, IOException why) {
        registry.counter(Metrics.APP_OBJECTS_REFUSED, "operation", what).increment();
        LOG.atError()
                .addKeyValue(Fields.EVENT_ACTION, Events.OBJECTS_REFUSED)
                .addKeyValue(Fields.EVENT_REASON, String.valueOf(why.getMessage()))
                .log("The object store refuses to {}", what);
    }
}
