package org.ringfort.app.paging.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.paging.PageGroup;
import org.ringfort.app.paging.PageGroupDraft;
import org.ringfort.app.paging.PageGroupId;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of page groups; the row policy of the open transaction says whose. */
@Repository
public class PageGroupStore {
    private static final String SELECT = """
            select id, tenant_id, number, name, members, everybody, pagers, most_seconds, version, created_at
            from paging.page_group\s""";

    private final JdbcClient jdbc;
    private final Clock clock;

    PageGroupStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By identity. */
    public Optional<PageGroup> find(PageGroupId id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id.value())
                .query(PageGroupStore::row)
                .optional();
    }

    /** By identity, and nobody else changes it until the transaction ends. */
    public Optional<PageGroup> lock(PageGroupId id) {
        return jdbc.sql(SELECT + "where id = ? for update")
                .param(id.value())
                .query(PageGroupStore::row)
                .optional();
    }

    /** Those in which an extension has a part, and nobody else changes them until the transaction ends. */
    public List<PageGroup> lockOf(String extension) {
        return jdbc.sql(SELECT + "where :number = any (members) or :number = any (pagers) order by id for update")
                .param("number", extension)
                .query(PageGroupStore::row)
                .list();
    }

    /** By what is dialled. */
    public Optional<PageGroup> byNumber(String number) {
        return jdbc.sql(SELECT + "where number = ?")
                .param(number)
                .query(PageGroupStore::row)
                .optional();
    }

    /** A page and one more, oldest first. */
    public List<PageGroup> list(Cursor cursor) {
        return jdbc.sql(SELECT + "where id > ? order by id limit ?")
                .param(cursor.afterId().orElse(new UUID(0, 0)))
                .param(cursor.fetch())
                .query(PageGroupStore::row)
                .list();
    }

    /** How many there are. */
    public long count() {
        return jdbc.sql("select count(*) from paging.page_group")
                .query(Long.class)
                .single();
    }

    /** A new row. */
    public PageGroup insert(PageGroupId id, TenantId tenant, PageGroupDraft draft) {
        try {
            write("""
                    insert into paging.page_group (id, tenant_id, created_at, version, number, name, members, everybody, pagers,
                        most_seconds)
                    values (:id, :tenant, :now, 0, :number, :name, :members, :everybody, :pagers, :most)""", id, draft)
                    .param("tenant", tenant.value())
                    .param("number", draft.number())
                    .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException twice) {
            throw Problem.taken("number", "A page group has this number.");
        }
        return find(id).orElseThrow();
    }

    /** A changed row. */
    public PageGroup update(PageGroupId id, PageGroupDraft draft) {
        write("""
                update paging.page_group set version = version + 1, name = :name, members = :members, everybody = :everybody,
                    pagers = :pagers, most_seconds = :most
                where id = :id""", id, draft).update();
        return find(id).orElseThrow();
    }

    /** The extension has no part in it any more. */
    public PageGroup without(PageGroupId id, String extension) {
        jdbc.sql("""
                        update paging.page_group set version = version + 1, members = array_remove(members, :number),
                            pagers = array_remove(pagers, :number)
                        where id = :id""").param("number", extension).param("id", id.value()).update();
        return find(id).orElseThrow();
    }

    /** Gone. */
    public void delete(PageGroupId id) {
        jdbc.sql("delete from paging.page_group where id = ?").param(id.value()).update();
    }

    private JdbcClient.StatementSpec write(String sql, PageGroupId id, PageGroupDraft draft) {
        return jdbc.sql(sql)
                .param("id", id.value())
                .param("name", draft.name())
                .param("members", draft.members().toArray(String[]::new))
                .param("everybody", draft.everybody())
                .param("pagers", draft.pagers().toArray(String[]::new))
                .param("most", draft.mostSeconds());
    }

    private static PageGroup row(ResultSet rs, int number) throws SQLException {
        return new PageGroup(
                new PageGroupId(rs.getObject("id", UUID.class)),
                new TenantId(rs.getObject("tenant_id", UUID.class)),
                rs.getString("number"),
                rs.getString("name"),
                texts(rs.getArray("members")),
                rs.getBoolean("everybody"),
                texts(rs.getArray("pagers")),
                rs.getInt("most_seconds"),
                rs.getLong("version"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
