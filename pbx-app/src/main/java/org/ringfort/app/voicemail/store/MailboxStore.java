package org.ringfort.app.voicemail.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.voicemail.Counts;
import org.ringfort.app.voicemail.Mailbox;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of mailboxes; each method needs the open transaction of its tenant. */
@Repository
public class MailboxStore {
    private static final String SELECT =
            "select id, extension_id, extension, pin, wrong_pins, locked_until from voicemail.mailbox ";

    private final JdbcClient jdbc;

    MailboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The mailbox of an extension, made where there is none. */
    public Mailbox open(TenantId tenant, UUID extensionId, String extension) {
        jdbc.sql("""
                        insert into voicemail.mailbox (tenant_id, id, extension_id, extension) values (?, ?, ?, ?)
                        on conflict (tenant_id, extension_id) do update set extension = excluded.extension
                        where mailbox.extension <> excluded.extension""")
                .params(tenant.value(), TenantId.next().value(), extensionId, extension)
                .update();
        return jdbc.sql(SELECT + "where extension_id = ?")
                .param(extensionId)
                .query(MailboxStore::row)
                .single();
    }

    /** By identity. */
    public Optional<Mailbox> find(UUID id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query(MailboxStore::row)
                .optional();
    }

    /** By number. */
    public Optional<Mailbox> byExtension(String extension) {
        return jdbc.sql(SELECT + "where extension = ? order by created_at desc limit 1")
                .param(extension)
                .query(MailboxStore::row)
                .optional();
    }

    /** By identity, and nobody else changes it until the transaction ends. */
    public Optional<Mailbox> lock(UUID id) {
        return jdbc.sql(SELECT + "where id = ? for update")
                .param(id)
                .query(MailboxStore::row)
                .optional();
    }

    /** A mailbox and what is in it. */
    public record Filled(Mailbox mailbox, Counts counts) {}

    /** By identity, from after {@code after}. */
    public List<Filled> page(Optional<UUID> after, int limit) {
        return jdbc.sql("""
                        select b.id, b.extension_id, b.extension, b.pin, b.wrong_pins, b.locked_until,
                          count(m.id) filter (where m.state = 'NEW') as unheard,
                          count(m.id) filter (where m.state = 'HEARD') as heard
                        from voicemail.mailbox b
                        left join voicemail.message m on m.tenant_id = b.tenant_id and m.mailbox_id = b.id
                        where b.id > ? group by b.tenant_id, b.id order by b.id limit ?""")
                .params(after.orElse(new UUID(0, 0)), limit)
                .query((rs, number) ->
                        new Filled(row(rs, number), new Counts(rs.getInt("unheard"), rs.getInt("heard"))))
                .list();
    }

    /** Sets a PIN's sealed hash, and unlocks. */
    public void setPin(UUID id, byte[] pin) {
        jdbc.sql("update voicemail.mailbox set pin = ?, wrong_pins = 0, locked_until = null where id = ?")
                .params(pin, id)
                .update();
    }

    /** Remembers wrong PINs, and until when the mailbox is locked. */
    public void setWrongPins(UUID id, int wrong, @Nullable Instant lockedUntil) {
        jdbc.sql("update voicemail.mailbox set wrong_pins = ?, locked_until = ? where id = ?")
                .param(wrong)
                .param(lockedUntil == null ? null : lockedUntil.atOffset(ZoneOffset.UTC))
                .param(id)
                .update();
    }

    /** With all its messages. */
    public void delete(UUID extensionId) {
        jdbc.sql("delete from voicemail.mailbox where extension_id = ?")
                .param(extensionId)
                .update();
    }

    private static Mailbox row(ResultSet rs, int number) throws SQLException {
        OffsetDateTime locked = rs.getObject("locked_until", OffsetDateTime.class);
        return new Mailbox(
                rs.getObject("id", UUID.class),
                rs.getObject("extension_id", UUID.class),
                rs.getString("extension"),
                rs.getBytes("pin"),
                rs.getInt("wrong_pins"),
                locked == null ? Optional.empty() : Optional.of(locked.toInstant()));
    }
}
