package org.ringfort.app.defence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.ringfort.app.audit.Attempt;
import org.ringfort.app.audit.Attempts;
import org.ringfort.app.defence.store.BanStore;
import org.ringfort.app.defence.store.ExemptionStore;
import org.ringfort.app.defence.store.SightingStore;
import org.ringfort.app.platform.database.DatabaseAway;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.ringfort.kernel.telemetry.Events;
import org.ringfort.kernel.telemetry.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Decides on charges and writes what comes of them, beside the work: nobody's answer waits for it. One thread takes what has
 * gathered, decides in order and commits once. While the database is away the batch at hand is tried again, and what comes
 * meanwhile waits within the bound of the queue; what finds no room is counted.
 */
final class Court implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Court.class);
    private static final int ROOM = 5_000;
    private static final int BATCH = 128;
    private static final int MOST_TOLD = 10_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Stores stores;
    private final Shelter shelter;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Attempts attempts;
    private final DefenceSettings settings;
    private final Clock clock;
    private final BlockingQueue<Brought> waiting = new ArrayBlockingQueue<>(ROOM);
    private final LongAdder imposed = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder withheld = new LongAdder();
    /** Sheltered sources that were told of lately. */
    private final Cache<Network, Boolean> told;

    private volatile boolean running;

    /** Where the court reads and writes. */
    record Stores(BanStore bans, ExemptionStore exemptions, SightingStore sightings) {}

    /** What is brought before it. */
    private sealed interface Brought {
        record Accused(Charge charge, Runnable acquitted) implements Brought {}

        record Seen(Sighting sighting) implements Brought {}
    }

    /** @param withheld whether everybody would have been silenced, had the source no shelter */
    private record Judged(Brought.Accused accused, List<Ban> bans, boolean ofAccount, boolean withheld) {}

    Court(
            Stores stores,
            Shelter shelter,
            TenantTransactions transactions,
            ApplicationEventPublisher events,
            Attempts attempts,
            DefenceSettings settings,
            Clock clock) {
        this.stores = stores;
        this.shelter = shelter;
        this.told = Caffeine.newBuilder()
                .maximumSize(MOST_TOLD)
                .expireAfterWrite(settings.window())
                .build();
        this.transactions = transactions;
        this.events = events;
        this.attempts = attempts;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param acquitted run where the account is not banned; in the court's thread; must not block */
    boolean accuse(Charge charge, Runnable acquitted) {
        return offer(new Brought.Accused(charge, acquitted));
    }

    boolean saw(Sighting sighting) {
        return offer(new Brought.Seen(sighting));
    }

    private boolean offer(Brought brought) {
        boolean taken = waiting.offer(brought);
        if (!taken) {
            dropped.increment();
        }
        return taken;
    }

    /** Bans set because of wrong answers, since the start. */
    long imposed() {
        return imposed.sum();
    }

    /** Charges, since the start, that would have silenced everybody at a source with a shelter. */
    long withheld() {
        return withheld.sum();
    }

    /** Charges and sightings that found no room, since the start. */
    long dropped() {
        return dropped.sum();
    }

    void start() {
        running = true;
        Thread.ofPlatform().name("defence-court").daemon().start(this::run);
    }

    @Override
    public void close() {
        running = false;
    }

    private void run() {
        List<Brought> batch = new ArrayList<>(BATCH);
        try {
            while (running) {
                Brought first = waiting.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, BATCH - 1);
                    sit(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void sit(List<Brought> batch) throws InterruptedException {
        while (running) {
            try {
                List<Judged> judged = transactions.separately(TenantScope.PLATFORM, () -> judge(batch));
                judged.forEach(this::announce);
                return;
            } catch (RuntimeException failed) {
                if (DatabaseAway.causes(failed)) {
                    LOG.warn("Bans could not be written: the database is away; trying again");
                    Thread.sleep(PAUSE);
                } else if (batch.size() == 1) {
                    LOG.error("A charge or sighting could not be written; left out", failed);
                    return;
                } else {
                    LOG.warn("{} charges and sightings could not be written; trying one by one", batch.size(), failed);
                    for (Brought one : batch) {
                        sit(List.of(one));
                    }
                    return;
                }
            }
        }
    }

    private List<Judged> judge(List<Brought> batch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Judged> judged = new ArrayList<>();
        boolean changed = false;
        for (Brought brought : batch) {
            switch (brought) {
                case Brought.Seen(Sighting sighting) -> stores.sightings().write(sighting, now);
                case Brought.Accused accused -> {
                    Judged one = judge(accused, now);
                    judged.add(one);
                    changed |= !one.bans().isEmpty();
                }
            }
        }
        if (changed) {
            stores.bans().changed();
            events.publishEvent(new BanWatch.Changed());
        }
        return judged;
    }

    private Judged judge(Brought.Accused accused, Instant now) {
        Charge charge = accused.charge();
        var known = new Sentence.Known(
                stores.sightings().proved(charge.source(), now.minus(settings.provedFor())),
                stores.exemptions().over(charge.source()));
        List<Sentence> sentences = sentences(charge, known);
        boolean everybody =
                sentences.stream().anyMatch(sentence -> sentence.account().isEmpty());
        boolean sheltered = everybody && shelter.covers(charge.source());
        if (sheltered) {
            sentences =
                    sentences(charge, new Sentence.Known(known.proved(), Optional.of(BanExemption.Kind.ACCOUNTS_ONLY)));
        }
        List<Ban> bans = new ArrayList<>();
        for (Sentence sentence : sentences) {
            impose(sentence, charge, now).ifPresent(bans::add);
        }
        boolean covered = sentences.stream()
                .anyMatch(it -> it.account().isPresent()
                        || !it.spared().contains(charge.account().username()));
        return new Judged(accused, bans, covered, sheltered);
    }

    private List<Sentence> sentences(Charge charge, Sentence.Known known) {
        return Sentence.of(charge.source(), charge.account(), charge.tally(), known, settings);
    }

    private Optional<Ban> impose(Sentence sentence, Charge charge, Instant now) {
        Optional<Ban> last = stores.bans().last(sentence.network(), sentence.account());
        if (last.isPresent() && last.get().standsAt(now)) {
            return Optional.empty(); // another process was faster, or an administrator
        }
        int times = last.filter(it -> it.endsAt().orElse(now).isAfter(now.minus(settings.longestBan())))
                .map(it -> it.times() + 1)
                .orElse(1);
        Ban ban = new Ban(
                TenantId.next().value(),
                owner(sentence, charge),
                sentence.network(),
                sentence.account(),
                sentence.spared(),
                Ban.Origin.AUTOMATIC,
                sentence.reason(),
                times,
                "ringfort",
                now,
                Optional.of(now.plus(Sentence.term(times, settings))));
        return stores.bans().insert(ban) ? Optional.of(ban) : Optional.empty();
    }

    /** Whoever alone was attacked may see and lift it; names of others are in the list of the spared. */
    private static TenantId owner(Sentence sentence, Charge charge) {
        boolean theirs = sentence.account().isPresent()
                || (charge.tally().oneDomain() && sentence.spared().isEmpty());
        return theirs ? charge.tenant() : TenantScope.PLATFORM;
    }

    /** The name that was claimed is not told: it may be a password typed into the wrong field. */
    private void announce(Judged judged) {
        Charge charge = judged.accused().charge();
        if (!judged.ofAccount()) {
            judged.accused().acquitted().run();
        }
        if (judged.withheld()) {
            withheld(charge);
        }
        for (Ban ban : judged.bans()) {
            imposed.increment();
            LOG.atWarn()
                    .addKeyValue(Fields.EVENT_ACTION, Events.BAN_SET)
                    .addKeyValue(Fields.TENANT, ban.tenant().toString())
                    .addKeyValue(Fields.SOURCE_IP, charge.address())
                    .addKeyValue(Fields.BAN, ban.id().toString())
                    .addKeyValue(Fields.BAN_NETWORK, ban.network().toString())
                    .addKeyValue(Fields.BAN_SCOPE, ban.account().isPresent() ? "account" : "everybody")
                    .addKeyValue(
                            Fields.BAN_ENDS, ban.endsAt().map(Instant::toString).orElse(""))
                    .addKeyValue(Fields.EVENT_REASON, ban.reason())
                    .log("Wrong answers ended in a ban");
            var facts = new Attempt.Facts(ban.reason(), "", "");
            attempts.happened(
                    charge.extension()
                            .filter(_ -> ban.account().isPresent())
                            .map(extension -> new Attempt(
                                    ban.tenant(), Events.BAN_SET, charge.address(), "extension", extension, facts))
                            .orElseGet(() -> Attempt.from(ban.tenant(), Events.BAN_SET, charge.address(), facts)),
                    1);
        }
    }

    /** Told once in the time that wrong answers count in, however many come. */
    private void withheld(Charge charge) {
        withheld.increment();
        if (told.asMap().putIfAbsent(charge.source(), true) == null) {
            LOG.atWarn()
                    .addKeyValue(Fields.EVENT_ACTION, Events.BAN_WITHHELD)
                    .addKeyValue(Fields.TENANT, charge.tenant().toString())
                    .addKeyValue(Fields.SOURCE_IP, charge.address())
                    .addKeyValue(Fields.EVENT_REASON, charge.tally().ofSource() + " wrong answers at a trunk's address")
                    .log("Everybody at an address would be banned, were it not a trunk's");
        }
    }

    /** Forgets what ended so long ago that it no longer counts; by the platform's clock, about once a minute. */
    void sweep() {
        Instant now = clock.instant();
        transactions.separately(TenantScope.PLATFORM, () -> {
            if (stores.bans().sweep(now.minus(settings.longestBan()), now) > 0) {
                stores.bans().changed();
                events.publishEvent(new BanWatch.Changed());
            }
            stores.sightings().sweep(now.minus(settings.provedFor()));
            return true;
        });
    }
}
