package org.ringfort.app.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.TestDatabase;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.calls.HelpNews;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.tenants.Tenant;
import org.springframework.beans.factory.annotation.Value;

/** An outbox that outlives its process, and in which nobody waits for another. */
class OutboxIT extends NoticesScene {
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Value("${ringfort.database.url}")
    private String database;

    @Test
    void a_webhook_that_does_not_take_it_is_told_again_the_same() throws Exception {
        wants(List.of(), hookUrl());
        ANSWER.set(503);
        help.called(news(HelpNews.What.CALLED), "", "edge-1");
        Eventually.holds("the first attempt", () -> HEARD.size() == 1);
        assertThat(waiting()).isEqualTo(1);
        ANSWER.set(200);
        later(Duration.ofSeconds(31), LOOPBACK, LOOPBACK6).look();
        Eventually.holds("the second", () -> HEARD.size() == 2 && waiting() == 0);
        List<Heard> both = List.copyOf(HEARD);
        assertThat(both.get(1).body()).isEqualTo(both.get(0).body());
        assertThat(both.get(0).headers().get("Ringfort-Delivery")).endsWith("attempt=1");
        assertThat(both.get(1).headers().get("Ringfort-Delivery"))
                .isEqualTo(String.valueOf(both.get(0).headers().get("Ringfort-Delivery"))
                        .replace("attempt=1", "attempt=2"));
    }

    /** A process that was killed has taken a notice, and told nobody. */
    @Test
    void a_notice_outlives_the_process_that_was_to_tell_it_and_is_written_with_what_it_tells_or_not_at_all()
            throws Exception {
        wants(List.of(), hookUrl());
        assertThatThrownBy(() -> transactions.run(tenant.id(), () -> {
                    listeners.publishEvent(news(HelpNews.What.CALLED));
                    assertThat(outbox.count(tenant.id())).isEqualTo(1);
                    throw new IllegalStateException("killed before it was committed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(waiting()).isZero();

        Instant now = Instant.now();
        List<Letter> taken = new ArrayList<>();
        transactions.run(tenant.id(), () -> {
            listeners.publishEvent(news(HelpNews.What.UNREACHED));
            taken.addAll(outbox.take(now.plusSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(15), 16, 16));
        });
        assertThat(taken).hasSize(1);
        later(Duration.ofSeconds(20), LOOPBACK, LOOPBACK6).look();
        Thread.sleep(500);
        assertThat(HEARD).as("another process might be telling it still").isEmpty();
        later(Duration.ofSeconds(40), LOOPBACK, LOOPBACK6).look();
        Eventually.holds("it is told", () -> HEARD.size() == 1 && waiting() == 0);
    }

    @Test
    void a_notice_that_nobody_takes_for_a_day_is_given_up_and_that_is_written_down() throws Exception {
        wants(List.of(), hookUrl());
        ANSWER.set(404);
        help.called(news(HelpNews.What.CALLED), "", "edge-1");
        Eventually.holds("the first attempt", () -> HEARD.size() == 1);
        later(Duration.ofHours(25), LOOPBACK, LOOPBACK6).look();
        Eventually.holds("it is given up", () -> waiting() == 0);
        assertThat(TenantScope.call(
                                tenant.id(),
                                () -> audit.list(
                                        new Audit.Filter("notice.given_up", null, null), Cursor.parse(null, 5)))
                        .items()
                        .toString())
                .contains("answered with 404");
    }

    @Test
    void a_webhook_inside_is_not_told_unless_the_operator_names_its_network() throws Exception {
        wants(List.of(), hookUrl());
        ANSWER.set(503);
        help.called(news(HelpNews.What.CALLED), "", "edge-1");
        Eventually.holds("the process that may", () -> HEARD.size() == 1);
        later(Duration.ofHours(25)).look();
        Eventually.holds("it is given up", () -> waiting() == 0);
        assertThat(HEARD).hasSize(1);
    }

    private void waits(Tenant whose, int count, boolean test) {
        for (int i = 0; i < count; i++) {
            Instant at = LONG_AGO.plusSeconds(test ? 0 : 60);
            outbox.insert(new Letter(UUID.randomUUID(), whose.id(), Letter.Way.WEBHOOK, hookUrl(), "{}", 0, at), test);
        }
    }

    private List<Letter> taken(int most, int each) {
        return outbox.take(LONG_AGO.plusSeconds(120), Duration.ofDays(1), Duration.ofDays(1), most, each);
    }

    /** As PostgreSQL knows a table that it last looked at while one letter was in it: a choice within a join is then made again for each row. */
    private void believedToBeNearlyEmpty() {
        TestDatabase.asSuperuser(database, "delete from notifications.outbox");
        transactions.run(tenant.id(), () -> waits(tenant, 1, false));
        TestDatabase.asSuperuser(database, "analyze notifications.outbox");
        transactions.run(tenant.id(), () -> taken(1, 1).forEach(letter -> outbox.delete(letter.id())));
    }

    @Test
    void nobody_waits_for_all_that_another_tenant_has_and_nothing_waits_for_tests() throws Exception {
        believedToBeNearlyEmpty();
        Tenant busy = tenant;
        somebodyWantsToBeTold();
        List<Letter> first = new ArrayList<>();
        List<Letter> next = new ArrayList<>();
        transactions.run(TenantScope.PLATFORM, () -> {
            waits(busy, 20, true);
            waits(tenant, 3, false);
            waits(busy, 2, false);
            first.addAll(taken(6, 4));
            next.addAll(taken(100, 4));
            List.of(first, next).forEach(all -> all.forEach(letter -> outbox.delete(letter.id())));
            outbox.deleteTests(busy.id());
        });
        assertThat(first).hasSize(6);
        assertThat(first.stream().filter(letter -> letter.tenant().equals(tenant.id())))
                .as("none of them waits for tests of another")
                .hasSize(3);
        assertThat(next).hasSize(4).allMatch(letter -> letter.tenant().equals(busy.id()));
    }

    @Test
    void what_waits_for_who_is_no_longer_to_be_told_is_told_to_nobody() throws Exception {
        wants(List.of(), hookUrl());
        ANSWER.set(503);
        help.called(news(HelpNews.What.CALLED), "", "edge-1");
        Eventually.holds("the first attempt", () -> HEARD.size() == 1);
        assertThat(waiting()).isEqualTo(1);
        wants(List.of("guard@ringfort.example"), "");
        assertThat(waiting()).isZero();
    }

    @Test
    void what_is_too_much_is_dropped_and_that_is_written_down() throws Exception {
        wants(List.of(), hookUrl());
        ANSWER.set(503);
        transactions.run(tenant.id(), () -> {
            for (int i = 0; i < 500; i++) {
                outbox.insert(
                        new Letter(
                                UUID.randomUUID(),
                                tenant.id(),
                                Letter.Way.WEBHOOK,
                                hookUrl(),
                                "{}",
                                0,
                                Instant.now().plusSeconds(3_600)),
                        false);
            }
        });
        HelpNews news = news(HelpNews.What.CALLED);
        help.called(news, "", "edge-1");
        Eventually.holds(
                "it is written down",
                () -> TenantScope.call(
                                tenant.id(),
                                () -> audit.list(new Audit.Filter("notice.dropped", null, null), Cursor.parse(null, 5)))
                        .items()
                        .toString()
                        .contains(news.call()));
        assertThat(waiting()).isEqualTo(500);
    }
}
