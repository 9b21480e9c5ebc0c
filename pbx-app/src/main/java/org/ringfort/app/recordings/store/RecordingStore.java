package org.ringfort.app.recordings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.applications.Recorded;
import org.ringfort.app.objects.Placed;
import org.ringfort.app.recordings.CallRecording;
import org.ringfort.app.recordings.RecordingMode;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of recordings and of who is recorded; the row policy of the open transaction says whose. */
@Repository
public class RecordingStore {
    private static final String SELECT = """
            select id, call_id, caller, dialled, room, started_at, length_ms, paused_ms, ended, seal from recordings.recording
            where data_key is not null and\s""";

    private static final String FORGET = """
            update recordings.recording r
            set sound = null, object = null, data_key = null, caller = '', dialled = '', room = ''
            from recordings.recording before
            where before.tenant_id = r.tenant_id and before.id = r.id and r.data_key is not null and\s""";

    private final JdbcClient jdbc;

    RecordingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A recording's sound as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // a row, compared by nobody
    public record Kept(byte[] dataKey, Placed sound, String seal) {}

    /** How calls of extensions are recorded, by their numbers; those that are not are left out. */
    public Map<String, RecordingMode> modes() {
        Map<String, RecordingMode> modes = new HashMap<>();
        jdbc.sql("select number, mode from recordings.extension").query(rs -> {
            modes.put(rs.getString(1), RecordingMode.parse(rs.getString(2)));
        });
        return Map.copyOf(modes);
    }

    /** How an extension's calls are, from now on. */
    public void set(TenantId tenant, String number, RecordingMode mode) {
        if (mode == RecordingMode.NEVER) {
            jdbc.sql("delete from recordings.extension where tenant_id = ? and number = ?")
                    .params(tenant.value(), number)
                    .update();
        } else {
            jdbc.sql("""
                            insert into recordings.extension (tenant_id, number, mode) values (?, ?, ?)
                            on conflict (tenant_id, number) do update set mode = excluded.mode""").params(tenant.value(), number, mode.wireName()).update();
        }
    }

    /** Whether a conference room is recorded. */
    public boolean isRecorded(UUID room) {
        return jdbc.sql("select exists (select from recordings.room where room_id = ?)")
                .param(room)
                .query(Boolean.class)
                .single();
    }

    /** Whether a conference room is, from now on. */
    public void setRoom(TenantId tenant, UUID room, boolean recorded) {
        jdbc.sql(
                        recorded
                                ? "insert into recordings.room (tenant_id, room_id) values (?, ?) on conflict do nothing"
                                : "delete from recordings.room where tenant_id = ? and room_id = ?")
                .params(tenant.value(), room)
                .update();
    }

    /** Adds one; false where it was added, or deleted, before. */
    public boolean add(TenantId tenant, CallRecording recording, byte[] dataKey, Placed sound) {
        return jdbc.sql("""
                                insert into recordings.recording (tenant_id, id, call_id, caller, dialled, room,
                                    started_at, length_ms, paused_ms, ended, seal, data_key, sound, object)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                tenant.value(),
                                recording.id(),
                                recording.callId(),
                                recording.caller(),
                                recording.dialled(),
                                recording.room().orElse(""),
                                recording.startedAt().atOffset(ZoneOffset.UTC),
                                recording.length().toMillis(),
                                recording.paused().toMillis(),
                                recording.end().map(Recorded.End::name).orElse(""),
                                recording.seal(),
                                dataKey)
                        .param(sound.octets().orElse(null))
                        .param(sound.object().orElse(null))
                        .update()
                == 1;
    }

    /** One that is not deleted. */
    public Optional<CallRecording> find(UUID id) {
        return jdbc.sql(SELECT + "id = ?").param(id).query(RecordingStore::row).optional();
    }

    /** Newest first, from before {@code before}. */
    public List<CallRecording> page(Optional<String> callId, Optional<UUID> before, int limit) {
        return jdbc.sql(SELECT + "id < ? and (? or call_id = ?) order by id desc limit ?")
                .params(before.orElse(new UUID(-1, -1)), callId.isEmpty(), callId.orElse(""), limit)
                .query(RecordingStore::row)
                .list();
    }

    /** Its sound. */
    public Optional<Kept> kept(UUID id) {
        return jdbc.sql(
                        "select data_key, sound, object, seal from recordings.recording where id = ? and data_key is not null")
                .param(id)
                .query((rs, _) -> new Kept(
                        rs.getBytes("data_key"),
                        new Placed(Optional.ofNullable(rs.getBytes("sound")), object(rs, 0)),
                        rs.getString("seal")))
                .optional();
    }

    /** Forgets its sound, its key and who called whom; the object that held it. */
    public Optional<UUID> delete(UUID id) {
        return jdbc
                .sql(FORGET + "r.id = ? returning before.object")
                .param(id)
                .query(RecordingStore::object)
                .list()
                .stream()
                .findFirst()
                .flatMap(object -> object);
    }

    /** The same for all that began before; of each. */
    public List<Optional<UUID>> deleteBefore(Instant limit) {
        return jdbc.sql(FORGET + "r.started_at < ? returning before.object")
                .param(limit.atOffset(ZoneOffset.UTC))
                .query(RecordingStore::object)
                .list();
    }

    private static Optional<UUID> object(ResultSet rs, int number) throws SQLException {
        return Optional.ofNullable(rs.getObject("object", UUID.class));
    }

    /** Forgets rows that no delivery can repeat any more. */
    public void forgetDeletedBefore(Instant limit) {
        jdbc.sql("delete from recordings.recording where started_at < ? and data_key is null")
                .param(limit.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static CallRecording row(ResultSet rs, int number) throws SQLException {
        return new CallRecording(
                rs.getObject("id", UUID.class),
                rs.getString("call_id"),
                rs.getString("caller"),
                rs.getString("dialled"),
                Optional.of(rs.getString("room")).filter(room -> !room.isEmpty()),
                rs.getObject("started_at", OffsetDateTime.class).toInstant(),
                Duration.ofMillis(rs.getLong("length_ms")),
                Duration.ofMillis(rs.getLong("paused_ms")),
                Optional.of(rs.getString("ended")).filter(end -> !end.isEmpty()).map(Recorded.End::valueOf),
                rs.getString("seal"));
    }
}
