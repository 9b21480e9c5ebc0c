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
import org.ringfort.app.platform.database.DatabaseAway;
import org.ringfort.kernel.id.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: many registrations, one transaction.
 *
 * <p>Whoever registers hands over an order and is told when it is done; one thread takes whatever has gathered, groups it by tenant, reads
 * the bindings concerned, changes them, writes, commits, and only then tells everybody. Under load batches grow by
 * themselves, since orders gather while the database works; and one transaction begins no sooner than ten milliseconds
 * after the one before, since a commit costs as much as many rows. Who comes alone waits for nothing. The queue is
 * bounded: where it is full, the answer is 503 with Retry-After at once. An order whose asker has given up waiting is not
 * carried out, and answered 503.
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
    private final Consumer<Settled> settled;
    private volatile @Nullable Thread thread;

    /** @param settled told after commit and after those who asked, in the writer's thread; must not block */
    BindWriter(Bindings bindings, int capacity, Clock clock, RandomGenerator random, Consumer<Settled> settled) {
        this.bindings = bindings;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.clock = clock;
        this.random = random;
        this.settled = settled;
    }

    /** What became of an order: it stands in the database now, or the change was refused. */
    record Settled(BindingChange.Order order, BindingChange change) {}

    private record Pending(BindingChange.Order order, Instant deadline, CompletableFuture<BindOutcome> answer) {
        TenantId tenant() {
            return order.who().tenant();
        }
    }

    void start() {
        thread = Thread.ofPlatform().name("registrar-writer").daemon().start(this::run);
    }

    /**
     * Carries the order out unless that takes longer than {@code patience}. Completed after commit, in the writer's thread,
     * which whoever depends on it must not hold up.
     */
    CompletableFuture<BindOutcome> write(BindingChange.Order order, Duration patience) {
        var pending = new Pending(order, clock.instant().plus(patience), new CompletableFuture<>());
        if (!queue.offer(pending)) {
            pending.answer().complete(busy());
        }
        return pending.answer();
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
                .filter(pending -> pending.deadline().isAfter(now))
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
            List<Binding> placed = new ArrayList<>();
            for (Pending pending : orders) {
                UUID extension = pending.order().who().extensionId();
                BindingChange change =
                        BindingChange.of(pending.order(), state.getOrDefault(extension, List.of()), now, random);
                if (change.refusal().isEmpty()) {
                    state.put(extension, change.now());
                    change.saved().forEach(binding -> saved.put(binding.id(), binding));
                    placed.addAll(change.placed());
                    change.removed().forEach(binding -> {
                        saved.remove(binding.id());
                        removed.put(binding.id(), binding);
                    });
                }
                done.put(pending, change);
            }
            bindings.write(tenant, List.copyOf(saved.values()), placed, List.copyOf(removed.values()));
        });
        return done;
    }

    private void answer(Map<Pending, BindingChange> done) {
        done.forEach((pending, change) -> pending.answer()
                .complete(change.refusal()
                        .<BindOutcome>map(refused -> refused)
                        .orElseGet(() -> BindOutcome.Bound.of(pending.order().who(), change.now()))));
        done.forEach((pending, change) -> {
            try {
                settled.accept(new Settled(pending.order(), change));
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
