package org.ringfort.app.voicemail.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.objects.Placed;
import org.ringfort.app.voicemail.Counts;
import org.ringfort.app.voicemail.Message;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of messages; each method needs the open transaction of its tenant. */
@Repository
public class MessageStore {
    private static final String SELECT = """
            select id, mailbox_id, caller_number, caller_name, received_at, length_ms, state
            from voicemail.message where state <> 'DELETED' and\s""";

    private final JdbcClient jdbc;

    MessageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A message's sound as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // a row, compared by nobody
    public record Sealed(byte[] dataKey, Placed sound) {}

    /** Adds a message; false where it was added, or deleted, before. */
    public boolean add(TenantId tenant, Message message, Sealed sealed) {
        return jdbc.sql("""
                                insert into voicemail.message (tenant_id, id, mailbox_id, caller_number, caller_name,
                                  received_at, length_ms, state, data_key, sound, object)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                tenant.value(),
                                message.id(),
                                message.mailboxId(),
                                message.callerNumber(),
                                message.callerName(),
                                message.receivedAt().atOffset(ZoneOffset.UTC),
                                message.length().toMillis(),
                                message.state().name(),
                                sealed.dataKey())
                        .param(sealed.sound().octets().orElse(null))
                        .param(sealed.sound().object().orElse(null))
                        .update()
                == 1;
    }

    /** Unheard first, oldest first. */
    public List<Message> toHear(UUID mailbox, int limit) {
        return jdbc.sql(SELECT + "mailbox_id = ? order by state = 'HEARD', received_at, id limit ?")
                .params(mailbox, limit)
                .query(MessageStore::row)
                .list();
    }

    /** Newest first, from before {@code before}. */
    public List<Message> page(UUID mailbox, Optional<UUID> before, int limit) {
        return jdbc.sql(SELECT + "mailbox_id = ? and id < ? order by id desc limit ?")
                .params(mailbox, before.orElse(new UUID(-1, -1)), limit)
                .query(MessageStore::row)
                .list();
    }

    /** One that is not deleted. */
    public Optional<Message> find(UUID id) {
        return jdbc.sql(SELECT + "id = ?").param(id).query(MessageStore::row).optional();
    }

    /** Its sound. */
    public Optional<Sealed> sound(UUID id) {
        return jdbc.sql("select data_key, sound, object from voicemail.message where id = ? and state <> 'DELETED'")
                .param(id)
                .query((rs, _) -> new Sealed(
                        rs.getBytes("data_key"), new Placed(Optional.ofNullable(rs.getBytes("sound")), object(rs, 0))))
                .optional();
    }

    /** Marks it; false where nothing changed. */
    public boolean mark(UUID id, Message.State state) {
        return jdbc.sql("update voicemail.message set state = ? where id = ? and state not in ('DELETED', ?)")
                        .params(state.name(), id, state.name())
                        .update()
                == 1;
    }

    /** Forgets its sound, its key and who called; the object that held it, and nothing at all where nothing changed. */
    public List<Optional<UUID>> delete(UUID id) {
        return jdbc.sql("""
                        update voicemail.message m set state = 'DELETED', sound = null, object = null, data_key = null,
                          caller_number = '', caller_name = ''
                        from voicemail.message before
                        where before.tenant_id = m.tenant_id and before.id = m.id and m.id = ? and m.state <> 'DELETED'
                        returning before.object""").param(id).query(MessageStore::object).list();
    }

    /** Objects that hold messages of an extension; none comes, and none is forgotten, until the transaction ends. */
    public List<UUID> objects(UUID extension) {
        List<UUID> locked = jdbc.sql("select id from voicemail.mailbox where extension_id = ? for update")
                .param(extension)
                .query((rs, _) -> rs.getObject(1, UUID.class))
                .list();
        List<UUID> objects = new ArrayList<>();
        for (UUID mailbox : locked) {
            objects.addAll(jdbc.sql(
                            "select object from voicemail.message where mailbox_id = ? and object is not null order by id for update")
                    .param(mailbox)
                    .query((rs, _) -> rs.getObject(1, UUID.class))
                    .list());
        }
        return objects;
    }

    private static Optional<UUID> object(ResultSet rs, int number) throws SQLException {
        return Optional.ofNullable(rs.getObject("object", UUID.class));
    }

    /** How many of each. */
    public Counts counts(UUID mailbox) {
        return jdbc.sql("""
                        select count(*) filter (where state = 'NEW'), count(*) filter (where state = 'HEARD')
                        from voicemail.message where mailbox_id = ?""")
                .param(mailbox)
                .query((rs, _) -> new Counts(rs.getInt(1), rs.getInt(2)))
                .single();
    }

    /** Messages that were kept long enough. */
    public List<Message> receivedBefore(Instant limit, int most) {
        return jdbc.sql(SELECT + "received_at < ? order by id limit ?")
                .params(limit.atOffset(ZoneOffset.UTC), most)
                .query(MessageStore::row)
                .list();
    }

    /** Forgets rows of deleted messages that no delivery can repeat any more. */
    public void forgetDeletedBefore(Instant limit) {
        jdbc.sql("delete from voicemail.message where state = 'DELETED' and received_at < ?")
                .param(limit.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Message row(ResultSet rs, int number) throws SQLException {
        return new Message(
                rs.getObject("id", UUID.class),
                rs.getObject("mailbox_id", UUID.class),
                rs.getString("caller_number"),
                rs.getString("caller_name"),
                rs.getObject("received_at", OffsetDateTime.class).toInstant(),
                Duration.ofMillis(rs.getLong("length_ms")),
                Message.State.valueOf(rs.getString("state")));
    }
}
