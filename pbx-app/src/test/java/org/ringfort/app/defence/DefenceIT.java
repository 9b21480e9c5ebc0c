package org.ringfort.app.defence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.TestDatabase;
import org.ringfort.app.audit.Attempts;
import org.ringfort.app.defence.store.BanStore;
import org.ringfort.app.defence.store.ExemptionStore;
import org.ringfort.app.defence.store.SightingStore;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Bans in PostgreSQL, and several processes that agree on them. */
@SpringBootTest
class DefenceIT {
    private static final AtomicInteger SOURCES = new AtomicInteger();
    private static final TenantId TENANT = TenantId.next();

    @Autowired
    BanStore bans;

    @Autowired
    ExemptionStore exemptions;

    @Autowired
    SightingStore sightings;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Attempts attempts;

    @Autowired
    Clock clock;

    @Autowired
    Defence here;

    @Autowired
    BanWatch watchHere;

    @Autowired
    JdbcClient jdbc;

    private final DefenceSettings settings = DefenceSettingsTest.settings();
    private OtherApp there;
    private String address;
    private int mark;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.register(registry);
    }

    /** Another process of the app on the same database, which hears of nothing but what is in it. */
    private final class OtherApp implements BanWatch.Follower, AutoCloseable {
        final BanWatch watch = new BanWatch(bans, exemptions, transactions, settings, clock);
        final Court court = new Court(
                new Court.Stores(bans, exemptions, sightings),
                source -> false,
                transactions,
                DefenceIT.this::nobodyElseHears,
                attempts,
                settings,
                clock);
        final Defence defence = new Defence(watch, court, new WrongAnswers(settings, clock), settings, clock);
        final BlockingQueue<Ban> set = new LinkedBlockingQueue<>();
        final BlockingQueue<Ban> over = new LinkedBlockingQueue<>();
        final List<Ban> first = new ArrayList<>();

        OtherApp() {
            watch.follow(defence);
            watch.start();
            watch.follow(this);
            court.start();
        }

        @Override
        public void all(Collection<Ban> standing) {
            first.addAll(standing);
        }

        @Override
        public void changed(List<Ban> fresh, List<Ban> gone) {
            set.addAll(fresh);
            over.addAll(gone);
        }

        Ban hear(BlockingQueue<Ban> of) throws InterruptedException {
            while (true) {
                Ban ban = of.poll(30, TimeUnit.SECONDS);
                assertThat(ban).as("in time").isNotNull();
                if (ban.network().equals(source())) {
                    return ban;
                }
            }
        }

        @Override
        public void close() {
            court.close();
            watch.stop();
        }
    }

    private void nobodyElseHears(Object event) {
        // Events of a process stay in it.
    }

    @BeforeEach
    void anotherProcessAndAnAddress() {
        address = "10.99.0." + SOURCES.incrementAndGet();
        there = new OtherApp();
    }

    @AfterEach
    void close() {
        there.close();
    }

    private Network source() {
        return Network.sourceOf(address).orElseThrow();
    }

    private static AccountName account(String name) {
        return new AccountName("acme.example", name);
    }

    private void wrong(Defence at, String name) {
        at.wrong(new WrongAnswer(address, TENANT, account(name), "mark " + mark++, Optional.empty()));
    }

    private void thrice(Defence at, String name) {
        for (int i = 0; i < 3; i++) {
            wrong(at, name);
        }
    }

    @Test
    void what_one_process_decides_another_carries_out_within_two_seconds() throws Exception {
        long third = System.nanoTime();
        thrice(here, "alice");
        assertThat(there.hear(there.set).account()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - third)).isLessThan(Duration.ofSeconds(2));
        assertThat(there.defence.bars(address, account("bob"))).isTrue();
    }

    @Test
    void a_process_that_starts_knows_what_was_decided_before() throws Exception {
        thrice(here, "alice");
        there.hear(there.set);
        try (OtherApp restarted = new OtherApp()) {
            assertThat(restarted.first)
                    .anySatisfy(ban -> assertThat(ban.network()).isEqualTo(source()));
            assertThat(restarted.defence.bars(address, account("alice"))).isTrue();
        }
    }

    @Test
    void a_proof_that_one_process_saw_spares_an_office_in_another() throws Exception {
        there.defence.proved(address, TENANT, "bob", "102");
        Eventually.holds(
                "in time",
                () -> !transactions
                        .separately(
                                TenantScope.PLATFORM,
                                () -> sightings.proved(source(), clock.instant().minus(Duration.ofHours(1))))
                        .isEmpty());
        thrice(here, "alice");
        assertThat(there.hear(there.set).account()).contains(account("alice"));
        assertThat(there.defence.bars(address, account("bob"))).isFalse();
    }

    @Test
    void two_processes_that_decide_the_same_set_one_ban() throws Exception {
        thrice(here, "alice");
        thrice(there.defence, "alice");
        Ban ban = there.hear(there.set);
        Eventually.holds("in time", () -> watchHere.standing().all().stream().anyMatch(ban::equals));
        assertThat(rows()).isEqualTo(1);
        assertThat(ban.times()).isEqualTo(1);
    }

    private int rows() {
        return transactions.in(
                TenantScope.PLATFORM,
                () -> jdbc.sql("select count(*) from defence.ban where network = ?::cidr")
                        .param(address)
                        .query(Integer.class)
                        .single());
    }

    @Test
    void one_that_ends_by_itself_is_told_as_over_and_forgotten_a_day_later() throws Exception {
        thrice(here, "alice");
        there.hear(there.set);
        transactions.run(TenantScope.PLATFORM, () -> {
            jdbc.sql("update defence.ban set ends_at = now() + interval '200 milliseconds' where network = ?::cidr")
                    .param(address)
                    .update();
            bans.changed();
        });
        there.hear(there.over);
        assertThat(there.defence.bars(address, account("bob"))).isFalse();
        there.court.sweep();
        assertThat(rows()).as("kept, since the next lasts longer").isEqualTo(1);
        transactions.run(
                TenantScope.PLATFORM,
                () -> jdbc.sql("update defence.ban set ends_at = now() - interval '25 hours' where network = ?::cidr")
                        .param(address)
                        .update());
        there.court.sweep();
        assertThat(rows()).isZero();
    }

    @Test
    void a_name_that_the_database_cannot_hold_costs_nobody_else_anything() throws Exception {
        wrong(here, "nul \0 character");
        wrong(here, "x".repeat(5000));
        wrong(here, "alice");
        assertThat(there.hear(there.set).account()).isEmpty();
    }

    @Test
    void a_charge_that_came_to_nothing_does_not_undo_a_later_one() throws Exception {
        var deaf = new BanWatch(bans, exemptions, transactions, settings, clock); // not started: it hears of no ban
        try (var late = new Court(
                new Court.Stores(bans, exemptions, sightings),
                source -> true, // nobody else than the account is silenced there
                transactions,
                this::nobodyElseHears,
                attempts,
                settings,
                clock)) {
            var defence = new Defence(deaf, late, new WrongAnswers(settings, clock), settings, clock);
            for (int i = 0; i < settings.strangerAnswers(); i++) {
                wrong(defence, "somebody " + i);
            }
            thrice(defence, "alice");
            assertThat(defence.bars(address, account("alice"))).isTrue();

            late.start();

            Eventually.holds("in time", () -> late.imposed() == 1);
            assertThat(defence.bars(address, account("alice"))).isTrue();
        }
    }
}
