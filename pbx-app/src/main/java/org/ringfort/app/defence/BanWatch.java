package org.ringfort.app.defence;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.ringfort.app.defence.store.BanStore;
import org.ringfort.app.defence.store.ExemptionStore;
import org.ringfort.app.platform.database.DatabaseAway;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Knows the bans that stand and tells whoever follows of each change. One thread looks at the database: at once where this
 * process changed something, and several times a second for what others did, by a counter that every change moves. While the
 * database is away what was known stays, and ends when its time comes.
 *
 * <p>Followers are told in order, under a lock; they must not block.
 */
@Component
public class BanWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(BanWatch.class);

    private final BanStore bans;
    private final ExemptionStore exemptions;
    private final TenantTransactions transactions;
    private final DefenceSettings settings;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Follower> followers = new ArrayList<>();
    private final Semaphore looks = new Semaphore(0);
    private volatile StandingBans standing = StandingBans.NONE;
    private volatile boolean running;
    /** Of the database when it was last read; below 0: never. */
    private long seen = -1;

    private boolean away;

    BanWatch(
            BanStore bans,
            ExemptionStore exemptions,
            TenantTransactions transactions,
            DefenceSettings settings,
            Clock clock) {
        this.bans = bans;
        this.exemptions = exemptions;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whoever carries bans out. */
    public interface Follower {
        /** These stand, and no others. */
        void all(Collection<Ban> bans);

        /** What has changed: new ones, and those that are over, lifted or by their time. */
        void changed(List<Ban> set, List<Ban> over);
    }

    /** Something about bans was changed in the open transaction. */
    record Changed() {}

    /** From now on {@code follower} is told; of all that stand at once, or as soon as they are known. */
    public void follow(Follower follower) {
        lock.lock();
        try {
            followers.add(follower);
            if (seen >= 0) {
                follower.all(standing.at(clock.instant()).all());
            }
        } finally {
            lock.unlock();
        }
    }

    /** No longer. */
    public void leave(Follower follower) {
        lock.lock();
        try {
            followers.remove(follower);
        } finally {
            lock.unlock();
        }
    }

    /** As they were known last; may hold some that have just ended. */
    StandingBans standing() {
        return standing;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(Changed news) {
        looks.release();
    }

    @Override
    public void start() {
        running = true;
        look();
        Thread.ofPlatform().name("ban-watch").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        looks.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the doors open to edges. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 1;
    }

    private void run() {
        try {
            while (running) {
                var _ = looks.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
                looks.drainPermits();
                look();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Only ever run by one thread at a time. */
    private void look() {
        try {
            Read read = transactions.separately(TenantScope.PLATFORM, this::read);
            publish(read.counter(), read.standing());
            away = false;
        } catch (RuntimeException broken) {
            if (!away) {
                LOG.warn("Bans cannot be read; those that are known stay", DatabaseAway.causes(broken) ? null : broken);
            }
            away = true;
            publish(seen, standing);
        }
    }

    private record Read(long counter, StandingBans standing) {}

    private Read read() {
        long counter = bans.changes();
        return new Read(
                counter,
                counter == seen ? standing : new StandingBans(bans.standing(clock.instant()), exemptions.all()));
    }

    private static void tell(List<Ban> over) {
        over.forEach(ban -> LOG.atInfo()
                .addKeyValue(Fields.EVENT_ACTION, Events.BAN_OVER)
                .addKeyValue(Fields.TENANT, ban.tenant().toString())
                .addKeyValue(Fields.BAN, ban.id().toString())
                .addKeyValue(Fields.BAN_NETWORK, ban.network().toString())
                .log("A ban is over"));
    }

    private void publish(long counter, StandingBans read) {
        Instant now = clock.instant();
        lock.lock();
        try {
            boolean first = seen < 0 && counter >= 0;
            StandingBans before = standing;
            StandingBans after = read.at(now);
            standing = after;
            seen = counter;
            List<Ban> set = after.since(before);
            List<Ban> over = before.since(after);
            if (first) {
                followers.forEach(follower -> follower.all(after.all()));
            } else if (!set.isEmpty() || !over.isEmpty()) {
                followers.forEach(follower -> follower.changed(set, over));
                tell(over);
            }
        } finally {
            lock.unlock();
        }
    }
}
