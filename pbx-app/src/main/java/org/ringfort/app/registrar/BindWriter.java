package org.ringfort.app.registrar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.rest.DatabaseAway;
import org.ringfort.kernel.id.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: many registrations, one transaction.
 *
 * <p>Whoever registers hands over an order and waits; one thread takes whatever has gathered, groups it by tenant, reads
 * the bindings concerned, changes them, writes, commits, and only then lets everybody go. Under load batches grow by
 * themselves, since orders gather while the database works; and one transaction begins no sooner than ten milliseconds
 * after the one before, since a commit costs as much as many rows. Who comes alone waits for nothing. The queue is
 * bounded: where it is full, the answer is 503 with Retry-After at once. An order whose asker has given up waiting is not
 * carried out.
 */
final class BindWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BindWriter.class);
    private static final int BATCH = 256;
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final long APART_NANOS = 10_000_000;

    private final Bindings bindings;
    private final BlockingQueue<Pending> queue;
    private final Clock clock;
    private final RandomGenerator random;
    private final Consumer<Committed> committed;
    private volatile @Nullable Thread thread;

    /** @param committed told after commit, in the writer's thread; must not block */
    BindWriter(Bindings bindings, int capacity, Clock clock, RandomGenerator random, Consumer<Committed> committed) {
        this.bindings = bindings;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.clock = clock;
        this.random = random;
        this.committed = committed;
    }

    /** One order that stands in the database now. */
    record Committed(TenantId tenant, BindingChange change) {}

    private record Pending(BindingChange.Order order, Instant deadline, CompletableFuture<BindOutcome> answer) {
        TenantId tenant() {
            return order.who().tenant();
        }
    }

    void start() {
        thread = Thread.ofPlatform().name("registrar-writer").daemon().start(this::run);
    }

    /** Carries the order out and returns after commit; blocks until then, at most for {@code patience}. */
    BindOutcome write(BindingChange.Order order, Duration patience) {
        var pending = new Pending(order, clock.instant().plus(patience), new CompletableFuture<>());
        if (!queue.offer(pending)) {
            return busy();
        }
        return pending.answer()
                .completeOnTimeout(busy(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Orders that wait. */
    int waiting() {
        return queue.size();
    }

    private static BindOutcome busy() {
        return new BindOutcome.Refused(503, "Service Unavailable", RETRY_AFTER_SECONDS, 0);
    }

    private void run() {
        List<Pending> batch = new ArrayList<>(BATCH);
        long last = System.nanoTime() - APART_NANOS;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(queue.take());
                TimeUnit.NANOSECONDS.sleep(last + APART_NANOS - System.nanoTime()); // not at all where that is past
                last = System.nanoTime();
                queue.drainTo(batch, BATCH - 1);
                commit(batch);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException bug) {
                LOG.error("A batch of registrations failed", bug);
            }
            batch.forEach(left -> left.answer().complete(busy())); // no effect where it was answered
            batch.clear();
        }
    }

    private void commit(List<Pending> batch) {
        Instant now = clock.instant();
        List<Pending> wanted = batch.stream()
                .filter(pending ->
                        pending.deadline().isAfter(now) && !pending.answer().isDone())
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        try {
            answer(apply(wanted, now));
        } catch (RuntimeException refused) {
            if (DatabaseAway.causes(refused)) {
                LOG.warn("{} registrations could not be written: the database is away", wanted.size());
                return; // one by one would only take longer; everybody hears that we are busy
            }
            if (wanted.size() == 1) {
                LOG.error("A registration could not be written", refused);
                return;
            }
            LOG.warn("A batch of {} registrations could not be written; trying one by one", wanted.size(), refused);
            wanted.forEach(one -> commit(List.of(one)));
        }
    }

    private Map<Pending, BindingChange> apply(List<Pending> wanted, Instant now) {
        Map<TenantId, List<Pending>> byTenant = new LinkedHashMap<>();
        wanted.forEach(pending -> byTenant.computeIfAbsent(pending.tenant(), _ -> new ArrayList<>())
                .add(pending));
        Map<Pending, BindingChange> done = new LinkedHashMap<>();
        bindings.eachTenant(byTenant.keySet(), tenant -> {
            List<Pending> orders = byTenant.getOrDefault(tenant, List.of());
            Map<UUID, List<Binding>> state = new HashMap<>(bindings.lock(orders.stream()
                    .map(one -> one.order().who().extensionId())
                    .distinct()
                    .toList()));
            Map<UUID, Binding> saved = new LinkedHashMap<>();
            Map<UUID, Binding> removed = new LinkedHashMap<>();
            for (Pending pending : orders) {
                UUID extension = pending.order().who().extensionId();
                BindingChange change =
                        BindingChange.of(pending.order(), state.getOrDefault(extension, List.of()), now, random);
                if (change.refusal().isEmpty()) {
                    state.put(extension, change.now());
                    change.saved().forEach(binding -> saved.put(binding.id(), binding));
                    change.removed().forEach(binding -> {
                        saved.remove(binding.id());
                        removed.put(binding.id(), binding);
                    });
                }
                done.put(pending, change);
            }
            bindings.write(tenant, List.copyOf(saved.values()), List.copyOf(removed.values()));
        });
        return done;
    }

    private void answer(Map<Pending, BindingChange> done) {
        done.forEach((pending, change) -> {
            if (change.refusal().isPresent()) {
                pending.answer().complete(change.refusal().get());
                return;
            }
            pending.answer()
                    .complete(new BindOutcome.Bound(
                            pending.tenant(), pending.order().who().extension(), change.now()));
            try {
                committed.accept(new Committed(pending.tenant(), change));
            } catch (RuntimeException listener) {
                LOG.error("A listener to registrations failed", listener);
            }
        });
    }

    @Override
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            thread = null;
        }
    }
}
