package org.ringfort.app.notifications.store;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringfort.app.notifications.Letter;
import org.ringfort.app.notifications.Recipients;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of what is yet to be told; the row policy of the open transaction says whose, and the platform sees all. */
@Repository
public class OutboxStore {
    private final JdbcClient jdbc;

    OutboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * To be told as soon as it is committed; who waits already is not added again.
     *
     * @param test it tells that this is a test: all else goes first
     */
    public void insert(Letter letter, boolean test) {
        jdbc.sql("""
                        insert into notifications.outbox (id, tenant_id, way, target, payload, attempts, due_at, created_at, test)
                        values (?, ?, ?, ?, ?, 0, ?, ?, ?) on conflict do nothing""")
                .params(
                        letter.id(),
                        letter.tenant().value(),
                        letter.way().name().toLowerCase(Locale.ROOT),
                        letter.target(),
                        letter.payload(),
                        at(letter.createdAt()),
                        at(letter.createdAt()),
                        test)
                .update();
    }

    /** How many a tenant has. */
    public long count(TenantId tenant) {
        return jdbc.sql("select count(*) from notifications.outbox where tenant_id = ?")
                .param(tenant.value())
                .query(Long.class)
                .single();
    }

    /** Tests that wait still, before there is another. */
    public void deleteTests(TenantId tenant) {
        jdbc.sql("delete from notifications.outbox where tenant_id = ? and test")
                .param(tenant.value())
                .update();
    }

    /** What waits for recipients that the tenant wants no more is told to nobody. */
    public void deleteOthers(TenantId tenant, Recipients wanted) {
        jdbc.sql("""
                        delete from notifications.outbox where tenant_id = :tenant
                        and not (way = 'mail' and target = any(:addresses)) and not (way = 'webhook' and target = :url)""")
                .param("tenant", tenant.value())
                .param("addresses", wanted.addresses().toArray(String[]::new), Types.ARRAY)
                .param("url", wanted.webhookUrl())
                .update();
    }

    /**
     * Those that are due, tests last and otherwise the oldest first; few of each tenant, so that none waits for all that another has. Each is due again after a pause that doubles, so that who takes them and dies has taken
     * nothing away, and no other process takes them meanwhile. They are chosen once: as a part of the join PostgreSQL may choose again for each row that it looks at, and takes more than it was asked for.
     *
     * @param pause after the first attempt
     * @param longest pause
     * @param each at most so many of one tenant
     */
    public List<Letter> take(Instant now, Duration pause, Duration longest, int most, int each) {
        return jdbc.sql("""
                        with due as materialized (
                            select id from notifications.outbox
                            where due_at <= :now and id in (
                                select id from (
                                    select id, row_number() over (partition by tenant_id order by test, due_at, id) as place
                                    from notifications.outbox where due_at <= :now) of_tenant
                                where place <= :each)
                            order by test, due_at, id limit :most for update skip locked)
                        update notifications.outbox o
                        set attempts = attempts + 1,
                            due_at = :now + least(:pause * 2 ^ least(attempts, 20), :longest) * interval '1 second'
                        from due
                        where o.id = due.id
                        returning o.id, o.tenant_id, o.way, o.target, o.payload, o.attempts, o.created_at""")
                .param("now", at(now))
                .param("pause", pause.toSeconds())
                .param("longest", longest.toSeconds())
                .param("most", most)
                .param("each", each)
                .query((rs, _) -> new Letter(
                        rs.getObject("id", UUID.class),
                        new TenantId(rs.getObject("tenant_id", UUID.class)),
                        Letter.Way.valueOf(rs.getString("way").toUpperCase(Locale.ROOT)),
                        rs.getString("target"),
                        rs.getString("payload"),
                        rs.getInt("attempts"),
                        rs.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** It was taken, or is given up. */
    public void delete(UUID id) {
        jdbc.sql("delete from notifications.outbox where id = ?").param(id).update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
