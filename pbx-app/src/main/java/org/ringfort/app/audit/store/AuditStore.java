package org.ringfort.app.audit.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.audit.Audit;
import org.ringfort.app.audit.AuditEvent;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the audit trail; the application's role may insert and select, nothing else. */
@Repository
public class AuditStore {
    private static final String ORIGIN = "0".repeat(64);

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The end of a chain. */
    public record Head(long sequence, String hash) {}

    /** The end of the chain, which nobody else can move until this transaction ends. */
    public Head lockHead(TenantId tenant) {
        jdbc.sql("insert into audit.chain_head (tenant_id, sequence, hash) values (?, 0, ?) on conflict do nothing")
                .params(tenant.value(), ORIGIN)
                .update();
        return jdbc.sql("select sequence, hash from audit.chain_head where tenant_id = ? for update")
                .param(tenant.value())
                .query((rs, _) -> new Head(rs.getLong(1), rs.getString(2)))
                .single();
    }

    /** The end of the chain as committed; the origin where nothing was written. */
    public Head head(TenantId tenant) {
        return jdbc.sql("select sequence, hash from audit.chain_head where tenant_id = ?")
                .param(tenant.value())
                .query((rs, _) -> new Head(rs.getLong(1), rs.getString(2)))
                .optional()
                .orElseGet(() -> new Head(0, ORIGIN));
    }

    /** Adds a link and moves the head. */
    public AuditEvent append(AuditEvent e, String hash) {
        jdbc.sql("""
                        insert into audit.event (id, tenant_id, sequence, at, actor_kind, actor_id, actor_name,
                            source_address, action, target_kind, target_id, before, after, hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?::json, ?)""")
                .params(Arrays.asList(
                        e.id(),
                        e.tenant().value(),
                        e.sequence(),
                        e.at().atOffset(ZoneOffset.UTC),
                        e.actorKind(),
                        e.actorId(),
                        e.actorName(),
                        e.sourceAddress(),
                        e.action(),
                        e.targetKind(),
                        e.targetId(),
                        e.before(),
                        e.after(),
                        hash))
                .update();
        jdbc.sql("update audit.chain_head set sequence = ?, hash = ? where tenant_id = ?")
                .params(e.sequence(), hash, e.tenant().value())
                .update();
        return new AuditEvent(
                e.id(),
                e.tenant(),
                e.sequence(),
                e.at(),
                e.actorKind(),
                e.actorId(),
                e.actorName(),
                e.sourceAddress(),
                e.action(),
                e.targetKind(),
                e.targetId(),
                e.before(),
                e.after(),
                hash);
    }

    /** Newest first. */
    public List<AuditEvent> list(TenantId tenant, Audit.Filter filter, Cursor cursor) {
        return jdbc.sql("""
                        select * from audit.event
                        where tenant_id = :tenant and sequence < :before
                          and (:action::text is null or action = :action)
                          and (:from::timestamptz is null or at >= :from) and (:to::timestamptz is null or at < :to)
                        order by sequence desc limit :limit""")
                .param("tenant", tenant.value())
                .param("before", cursor.after().map(AuditStore::sequence).orElse(Long.MAX_VALUE))
                .param("action", filter.action())
                .param("from", moment(filter.from()))
                .param("to", moment(filter.to()))
                .param("limit", cursor.fetch())
                .query(AuditStore::row)
                .list();
    }

    /** One entry. */
    public Optional<AuditEvent> find(UUID id) {
        return jdbc.sql("select * from audit.event where id = ?")
                .param(id)
                .query(AuditStore::row)
                .optional();
    }

    /** The links that follow one, in order. */
    public List<AuditEvent> after(TenantId tenant, long sequence, int limit) {
        return jdbc.sql("select * from audit.event where tenant_id = ? and sequence > ? order by sequence limit ?")
                .params(tenant.value(), sequence, limit)
                .query(AuditStore::row)
                .list();
    }

    private static long sequence(String key) {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException notOurs) {
            throw Problem.invalid("cursor", "malformed", "Use the cursor that the page before gave you.");
        }
    }

    private static @Nullable OffsetDateTime moment(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static AuditEvent row(ResultSet rs, int number) throws SQLException {
        return new AuditEvent(
                rs.getObject("id", UUID.class),
                new TenantId(rs.getObject("tenant_id", UUID.class)),
                rs.getLong("sequence"),
                rs.getObject("at", OffsetDateTime.class).toInstant(),
                rs.getString("actor_kind"),
                rs.getObject("actor_id", UUID.class),
                rs.getString("actor_name"),
                rs.getString("source_address"),
                rs.getString("action"),
                rs.getString("target_kind"),
                rs.getString("target_id"),
                rs.getString("before"),
                rs.getString("after"),
                rs.getString("hash"));
    }
}
