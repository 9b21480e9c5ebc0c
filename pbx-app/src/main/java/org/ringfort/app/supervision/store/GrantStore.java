package org.ringfort.app.supervision.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.supervision.Grant;
import org.ringfort.app.supervision.GrantDraft;
import org.ringfort.app.supervision.GrantId;
import org.ringfort.app.supervision.Reach;
import org.ringfort.kernel.id.TenantId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of grants to supervise; the row policy of the open transaction says whose. */
@Repository
public class GrantStore {
    private static final String COLUMNS = "id, supervisor, supervised, may, tone, version, created_at";
    private static final String SELECT = "select " + COLUMNS + " from supervision.supervisor ";

    private final JdbcClient jdbc;
    private final Clock clock;

    GrantStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Two extensions by identity: numbers change hands. */
    public record Pair(ExtensionId supervisor, ExtensionId supervised) {}

    /**
     * A row.
     *
     * @param version for the entity tag
     */
    public record Kept(Grant grant, long version, Instant createdAt) {}

    /** By identity. */
    public Optional<Kept> find(GrantId id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id.value())
                .query(GrantStore::row)
                .optional();
    }

    /** By identity, and nobody else changes it until the transaction ends. */
    public Optional<Kept> lock(GrantId id) {
        return jdbc.sql(SELECT + "where id = ? for update")
                .param(id.value())
                .query(GrantStore::row)
                .optional();
    }

    /** The one of two extensions. */
    public Optional<Grant> between(Pair pair) {
        return jdbc.sql(SELECT + "where supervisor_id = ? and supervised_id = ?")
                .params(pair.supervisor().value(), pair.supervised().value())
                .query(GrantStore::row)
                .optional()
                .map(Kept::grant);
    }

    /** A page and one more, oldest first. */
    public List<Kept> list(Cursor cursor) {
        return jdbc.sql(SELECT + "where id > ? order by id limit ?")
                .param(cursor.afterId().orElse(new UUID(0, 0)))
                .param(cursor.fetch())
                .query(GrantStore::row)
                .list();
    }

    /** How many there are. */
    public long count() {
        return jdbc.sql("select count(*) from supervision.supervisor")
                .query(Long.class)
                .single();
    }

    /** A new row. */
    public Kept insert(GrantId id, TenantId tenant, Pair pair, GrantDraft draft) {
        try {
            jdbc.sql("""
                            insert into supervision.supervisor (id, tenant_id, supervisor_id, supervisor, supervised_id, supervised,
                                may, tone, created_at, version)
                            values (:id, :tenant, :supervisorId, :supervisor, :supervisedId, :supervised, :may, :tone, :now, 0)""")
                    .param("id", id.value())
                    .param("tenant", tenant.value())
                    .param("supervisorId", pair.supervisor().value())
                    .param("supervisor", draft.supervisor())
                    .param("supervisedId", pair.supervised().value())
                    .param("supervised", draft.supervised())
                    .param("may", draft.may().wireName())
                    .param("tone", draft.tone())
                    .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException twice) {
            throw Problem.taken("supervised", "This supervisor has a right over that extension already.");
        }
        return find(id).orElseThrow();
    }

    /** A changed row; the pair stays. */
    public Kept update(GrantId id, GrantDraft draft) {
        jdbc.sql("update supervision.supervisor set version = version + 1, may = ?, tone = ? where id = ?")
                .params(draft.may().wireName(), draft.tone(), id.value())
                .update();
        return find(id).orElseThrow();
    }

    /** Gone. */
    public void delete(GrantId id) {
        jdbc.sql("delete from supervision.supervisor where id = ?")
                .param(id.value())
                .update();
    }

    /** All of an extension are gone, on either side; those that there were. */
    public List<Kept> deleteOf(ExtensionId extension) {
        return jdbc.sql("delete from supervision.supervisor where supervisor_id = :id or supervised_id = :id returning "
                        + COLUMNS)
                .param("id", extension.value())
                .query(GrantStore::row)
                .list();
    }

    private static Kept row(ResultSet rs, int number) throws SQLException {
        return new Kept(
                new Grant(
                        new GrantId(rs.getObject("id", UUID.class)),
                        rs.getString("supervisor"),
                        rs.getString("supervised"),
                        Reach.parse(rs.getString("may")),
                        rs.getBoolean("tone")),
                rs.getLong("version"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
