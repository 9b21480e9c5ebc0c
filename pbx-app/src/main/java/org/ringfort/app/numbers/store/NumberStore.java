package org.ringfort.app.numbers.store;

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
import org.ringfort.app.numbers.Destination;
import org.ringfort.app.numbers.NumberDraft;
import org.ringfort.app.numbers.NumberId;
import org.ringfort.app.numbers.PublicNumber;
import org.ringfort.app.numbers.RestingNumber;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of numbers; the row policy of the open transaction says whose. */
@Repository
public class NumberStore {
    private static final String SELECT = """
            select id, tenant_id, number, destination, extension, label, proved, version, created_at,
                   array(select p.extension from numbers.presentation p where p.number_id = number.id order by p.extension)
                       as presented_by
            from numbers.number
            where given_up_until is null\s""";
    private static final String RESTING = """
            select id, tenant_id, number, given_up_until from numbers.number where given_up_until is not null\s""";

    private final JdbcClient jdbc;
    private final Clock clock;

    NumberStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By identity. */
    public Optional<PublicNumber> find(NumberId id) {
        return jdbc.sql(SELECT + "and id = ?")
                .param(id.value())
                .query(NumberStore::row)
                .optional();
    }

    /** As {@link #find}, and nobody else changes it until the transaction ends. */
    public Optional<PublicNumber> findForChange(NumberId id) {
        return jdbc.sql(SELECT + "and id = ? for update")
                .param(id.value())
                .query(NumberStore::row)
                .optional();
    }

    /** By the number itself. */
    public Optional<PublicNumber> byNumber(String number) {
        return jdbc.sql(SELECT + "and number = ?")
                .param(number)
                .query(NumberStore::row)
                .optional();
    }

    /** A page and one more, oldest first. */
    public List<PublicNumber> list(Cursor cursor) {
        return jdbc.sql(SELECT + "and id > ? order by id limit ?")
                .param(cursor.afterId().orElse(new UUID(0, 0)))
                .param(cursor.fetch())
                .query(NumberStore::row)
                .list();
    }

    /** How many there are, those that rest among them. */
    public long count() {
        return jdbc.sql("select count(*) from numbers.number").query(Long.class).single();
    }

    /** A new row. */
    public PublicNumber insert(NumberId id, TenantId tenant, NumberDraft draft) {
        try {
            write("""
                    insert into numbers.number (id, tenant_id, created_at, version, number, destination, extension, label)
                    values (:id, :tenant, :now, 0, :number, :destination, :extension, :label)""", id, draft)
                    .param("tenant", tenant.value())
                    .param("now", at(clock.instant()))
                    .update();
        } catch (DuplicateKeyException twice) {
            throw taken();
        }
        return find(id).orElseThrow();
    }

    /** A changed row. */
    public PublicNumber update(NumberId id, NumberDraft draft) {
        try {
            write("""
                    update numbers.number set version = version + 1, proved = proved and number = :number,
                        number = :number, destination = :destination, extension = :extension, label = :label
                    where id = :id""", id, draft).update();
        } catch (DuplicateKeyException twice) {
            throw taken();
        }
        writePresentation(id, draft);
        return find(id).orElseThrow();
    }

    private void writePresentation(NumberId id, NumberDraft draft) {
        jdbc.sql("delete from numbers.presentation where number_id = ?")
                .param(id.value())
                .update();
        try {
            jdbc.sql("""
                    insert into numbers.presentation (tenant_id, extension, number_id)
                    select n.tenant_id, e, n.id from numbers.number n, unnest(:extensions) e where n.id = :id""")
                    .param("extensions", draft.presentedBy().toArray(String[]::new), java.sql.Types.ARRAY)
                    .param("id", id.value())
                    .update();
        } catch (DuplicateKeyException twice) {
            throw Problem.taken(
                    "presentedBy", "One of these extensions has another number that its calls go out under.");
        }
    }

    /** Under which number calls of an extension go out; empty where it has none, or none that is proved. */
    public Optional<String> presentedBy(String extension) {
        return jdbc.sql("""
                        select n.number from numbers.presentation p join numbers.number n on n.id = p.number_id
                        where p.extension = ? and n.proved and n.given_up_until is null""").param(extension).query(String.class).optional();
    }

    /** Proved, or no more. */
    public PublicNumber prove(NumberId id, boolean proved) {
        jdbc.sql("update numbers.number set version = version + 1, proved = ? where id = ?")
                .param(proved)
                .param(id.value())
                .update();
        return find(id).orElseThrow();
    }

    /** Given up: it leads nowhere from now on, and is nobody else's until then. */
    public void giveUp(NumberId id, Instant until) {
        jdbc.sql("delete from numbers.presentation where number_id = ?")
                .param(id.value())
                .update();
        jdbc.sql("update numbers.number set version = version + 1, proved = false, given_up_until = ? where id = ?")
                .param(at(until))
                .param(id.value())
                .update();
    }

    /** A number whose row has become another's, as one that is given up. */
    public void insertGivenUp(NumberId id, PublicNumber was, Instant until) {
        var draft = new NumberDraft(was.number(), was.destination(), was.label());
        write("""
                insert into numbers.number
                    (id, tenant_id, created_at, version, number, destination, extension, label, given_up_until)
                values (:id, :tenant, :now, 0, :number, :destination, :extension, :label, :until)""", id, draft)
                .param("tenant", was.tenant().value())
                .param("now", at(clock.instant()))
                .param("until", at(until))
                .update();
    }

    /** Those that rest, a page and one more, in the order in which they were entered. */
    public List<RestingNumber> listResting(Cursor cursor) {
        return jdbc.sql(RESTING + "and id > ? order by id limit ?")
                .param(cursor.afterId().orElse(new UUID(0, 0)))
                .param(cursor.fetch())
                .query(NumberStore::resting)
                .list();
    }

    /** One that rests, by the number itself. */
    public Optional<RestingNumber> resting(String number) {
        return jdbc.sql(RESTING + "and number = ?")
                .param(number)
                .query(NumberStore::resting)
                .optional();
    }

    /** One that rests, by identity; nobody else changes it until the transaction ends. */
    public Optional<RestingNumber> restingForChange(NumberId id) {
        return jdbc.sql(RESTING + "and id = ? for update")
                .param(id.value())
                .query(NumberStore::resting)
                .optional();
    }

    /** It rests no more, where it did; the row policy says of whom. */
    public void release(String number) {
        jdbc.sql("delete from numbers.number where number = ? and given_up_until is not null")
                .param(number)
                .update();
    }

    private JdbcClient.StatementSpec write(String sql, NumberId id, NumberDraft draft) {
        return jdbc.sql(sql)
                .param("id", id.value())
                .param("number", draft.number())
                .param("destination", draft.destination().kind().wireName())
                .param("extension", draft.destination().extension())
                .param("label", draft.label());
    }

    /** Whose it is, is not said: a tenant learns no more than that it cannot have it. */
    private static Problem taken() {
        return Problem.taken("number", "This number leads elsewhere already.");
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static RestingNumber resting(ResultSet rs, int number) throws SQLException {
        return new RestingNumber(
                new NumberId(rs.getObject("id", UUID.class)),
                new TenantId(rs.getObject("tenant_id", UUID.class)),
                rs.getString("number"),
                rs.getObject("given_up_until", OffsetDateTime.class).toInstant());
    }

    private static PublicNumber row(ResultSet rs, int number) throws SQLException {
        return new PublicNumber(
                new NumberId(rs.getObject("id", UUID.class)),
                new TenantId(rs.getObject("tenant_id", UUID.class)),
                rs.getString("number"),
                new Destination(Destination.Kind.parse(rs.getString("destination")), rs.getString("extension")),
                rs.getString("label"),
                rs.getBoolean("proved"),
                List.of((String[]) rs.getArray("presented_by").getArray()),
                rs.getLong("version"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
