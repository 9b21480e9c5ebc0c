package org.ringfort.app.notifications.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringfort.app.notifications.Letter;
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

    /** To be told as soon as it is committed. */
    public void insert(Letter letter) {
        jdbc.sql("""
                        insert into notifications.outbox (id, tenant_id, way, target, payload, attempts, due_at, created_at)
                        values (?, ?, ?, ?, ?, 0, ?, ?)""")
                .params(
                        letter.id(),
                        letter.tenant().value(),
                        letter.way().name().toLowerCase(Locale.ROOT),
                        letter.target(),
                        letter.payload(),
                        at(letter.createdAt()),
                        at(letter.createdAt()))
                .update();
    }

    /** How many a tenant has. */
    public long count(TenantId tenant) {
        return jdbc.sql("select count(*) from notifications.outbox where tenant_id = ?")
                .param(tenant.value())
                .query(Long.class)
                .single();
    }

    /**
     * Those that are due, the oldest first. Each is due again after a pause that doubles, so that who takes them and dies has taken
     * nothing away, and no other process takes them meanwhile.
     *
     * @param pause after the first attempt
     * @param longest pause
     */
    public List<Letter> take(Instant now, Duration pause, Duration longest, int most) {
        return jdbc.sql("""
                        update notifications.outbox o
                        set attempts = attempts + 1,
                            due_at = :now + least(:pause * 2 ^ least(attempts, 20), :longest) * interval '1 second'
                        from (select id from notifications.outbox where due_at <= :now order by due_at, id limit :most
                              for update skip locked) due
                        where o.id = due.id
                        returning o.id, o.tenant_id, o.way, o.target, o.payload, o.attempts, o.created_at""")
                .param("now", at(now))
                .param("pause", pause.toSeconds())
                .param("longest", longest.toSeconds())
                .param("most", most)
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
