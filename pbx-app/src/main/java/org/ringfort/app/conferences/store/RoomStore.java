package org.ringfort.app.conferences.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.conferences.Room;
import org.ringfort.app.conferences.RoomDraft;
import org.ringfort.app.conferences.RoomId;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.TenantId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of conference rooms; the row policy of the open transaction says whose. */
@Repository
public class RoomStore {
    private static final String SELECT = """
            select id, tenant_id, number, name, participant_pin is not null as has_pin,
                moderator_pin is not null as has_moderator_pin, mute_on_entry, waits_for_moderator, tones, most, version,
                created_at
            from conferences.room\s""";

    private final JdbcClient jdbc;
    private final Clock clock;

    RoomStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Sealed hashes of PINs. */
    public record Pins(Optional<byte[]> participant, Optional<byte[]> moderator) {
        /** None. */
        public static final Pins NONE = new Pins(Optional.empty(), Optional.empty());
    }

    /**
     * How often a wrong PIN was typed.
     *
     * @param lockedUntil no PIN is taken before
     */
    public record Guesses(int wrong, Optional<Instant> lockedUntil) {}

    /** By identity. */
    public Optional<Room> find(RoomId id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id.value())
                .query(RoomStore::row)
                .optional();
    }

    /** By identity, and nobody else changes it, or types a PIN there, until the transaction ends. */
    public Optional<Room> lock(RoomId id) {
        return jdbc.sql(SELECT + "where id = ? for update")
                .param(id.value())
                .query(RoomStore::row)
                .optional();
    }

    /** By what is dialled. */
    public Optional<Room> byNumber(String number) {
        return jdbc.sql(SELECT + "where number = ?")
                .param(number)
                .query(RoomStore::row)
                .optional();
    }

    /** A page and one more, oldest first. */
    public List<Room> list(Cursor cursor) {
        return jdbc.sql(SELECT + "where id > ? order by id limit ?")
                .param(cursor.afterId().orElse(new UUID(0, 0)))
                .param(cursor.fetch())
                .query(RoomStore::row)
                .list();
    }

    /** How many there are. */
    public long count() {
        return jdbc.sql("select count(*) from conferences.room")
                .query(Long.class)
                .single();
    }

    /** What opens it. */
    public Pins pins(RoomId id) {
        return jdbc.sql("select participant_pin, moderator_pin from conferences.room where id = ?")
                .param(id.value())
                .query((rs, _) -> new Pins(
                        Optional.ofNullable(rs.getBytes("participant_pin")),
                        Optional.ofNullable(rs.getBytes("moderator_pin"))))
                .optional()
                .orElse(Pins.NONE);
    }

    /** Of a row that is locked. */
    public Guesses guesses(RoomId id) {
        return jdbc.sql("select wrong_pins, locked_until from conferences.room where id = ?")
                .param(id.value())
                .query((rs, _) -> new Guesses(
                        rs.getInt("wrong_pins"),
                        Optional.ofNullable(rs.getObject("locked_until", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .single();
    }

    /** Of a row that is locked. */
    public void setGuesses(RoomId id, Guesses guesses) {
        jdbc.sql("update conferences.room set wrong_pins = :wrong, locked_until = :until where id = :id")
                .param("wrong", guesses.wrong())
                .param(
                        "until",
                        guesses.lockedUntil()
                                .map(until -> until.atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id.value())
                .update();
    }

    /** A new row. */
    public Room insert(RoomId id, TenantId tenant, RoomDraft draft, Pins pins) {
        try {
            write("""
                    insert into conferences.room (id, tenant_id, created_at, version, number, name, participant_pin,
                        moderator_pin, mute_on_entry, waits_for_moderator, tones, most)
                    values (:id, :tenant, :now, 0, :number, :name, :pin, :moderatorPin, :muted, :waits, :tones, :most)""", id, draft, pins)
                    .param("tenant", tenant.value())
                    .param("number", draft.number())
                    .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException twice) {
            throw Problem.taken("number", "A conference room has this number.");
        }
        return find(id).orElseThrow();
    }

    /** A changed row; who changes it ends a lock as well. */
    public Room update(RoomId id, RoomDraft draft, Pins pins) {
        write("""
                update conferences.room set version = version + 1, name = :name, participant_pin = :pin,
                    moderator_pin = :moderatorPin, mute_on_entry = :muted, waits_for_moderator = :waits, tones = :tones,
                    most = :most, wrong_pins = 0, locked_until = null
                where id = :id""", id, draft, pins).update();
        return find(id).orElseThrow();
    }

    /** Gone. */
    public void delete(RoomId id) {
        jdbc.sql("delete from conferences.room where id = ?").param(id.value()).update();
    }

    private JdbcClient.StatementSpec write(String sql, RoomId id, RoomDraft draft, Pins pins) {
        return jdbc.sql(sql)
                .param("id", id.value())
                .param("name", draft.name())
                .param("pin", pins.participant().orElse(null), Types.BINARY)
                .param("moderatorPin", pins.moderator().orElse(null), Types.BINARY)
                .param("muted", draft.muteOnEntry())
                .param("waits", draft.waitsForModerator())
                .param("tones", draft.tones())
                .param("most", draft.most());
    }

    private static Room row(ResultSet rs, int number) throws SQLException {
        return new Room(
                new RoomId(rs.getObject("id", UUID.class)),
                new TenantId(rs.getObject("tenant_id", UUID.class)),
                rs.getString("number"),
                rs.getString("name"),
                rs.getBoolean("has_pin"),
                rs.getBoolean("has_moderator_pin"),
                rs.getBoolean("mute_on_entry"),
                rs.getBoolean("waits_for_moderator"),
                rs.getBoolean("tones"),
                rs.getInt("most"),
                rs.getLong("version"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
