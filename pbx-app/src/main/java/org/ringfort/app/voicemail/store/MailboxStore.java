package org.ringfort.app.voicemail.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.voicemail.Counts;
import org.ringfort.app.voicemail.Mailbox;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of mailboxes; each method that does not name a tenant needs the open transaction of its tenant. */
@Repository
public class MailboxStore {
    private static final String COUNTS = """
            select count(m.id) filter (where m.state = 'NEW'), count(m.id) filter (where m.state = 'HEARD')
            from (select tenant_id, id from voicemail.mailbox
                  where extension = ? order by created_at desc limit 1) b
            left join voicemail.message m on m.tenant_id = b.tenant_id and m.mailbox_id = b.id
            group by b.id""";

    private final MailboxRows rows;
    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    MailboxStore(MailboxRows rows, EntityManager entities, JdbcClient jdbc, TenantTransactions transactions) {
        this.rows = rows;
        this.entities = entities;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The mailbox of an extension, made where there is none. */
    public Mailbox open(TenantId tenant, UUID extensionId, String extension) {
        rows.open(tenant.value(), TenantId.next().value(), extensionId, extension);
        return rows.findByExtensionId(extensionId).orElseThrow().value();
    }

    /** By identity. */
    public Optional<Mailbox> find(UUID id) {
        return rows.findById(id).map(MailboxEntity::value);
    }

    /** By number. */
    public Optional<Mailbox> byExtension(String extension) {
        return rows.findFirstByExtensionOrderByCreatedAtDesc(extension).map(MailboxEntity::value);
    }

    /** By identity, as it is now, and nobody else changes it until the transaction ends. */
    public Optional<Mailbox> lock(UUID id) {
        return rows.findById(id).flatMap(row -> {
            try {
                // Read anew: what this transaction saw before it had the lock may have been changed meanwhile.
                entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
                return Optional.of(row.value());
            } catch (EntityNotFoundException deletedMeanwhile) {
                return Optional.empty();
            }
        });
    }

    /** Those of the extensions that have a mailbox. */
    public Set<String> existing(TenantId tenant, Collection<String> extensions) {
        return Set.copyOf(transactions.look(
                tenant,
                "select distinct extension from voicemail.mailbox where extension = any(?)",
                (rs, _) -> rs.getString(1),
                (Object) extensions.toArray(String[]::new)));
    }

    /** What is in the mailbox of an extension, if it has one. */
    public Optional<Counts> counts(TenantId tenant, String extension) {
        return transactions.look(tenant, COUNTS, (rs, _) -> new Counts(rs.getInt(1), rs.getInt(2)), extension).stream()
                .findFirst();
    }

    /** A mailbox and what is in it. */
    public record Filled(Mailbox mailbox, Counts counts) {}

    /** By identity, from after {@code after}; a report, so visible SQL. */
    public List<Filled> page(Optional<UUID> after, int limit) {
        return jdbc.sql("""
                        select b.id, b.extension_id, b.extension, b.pin, b.wrong_pins, b.locked_until,
                          count(m.id) filter (where m.state = 'NEW') as unheard,
                          count(m.id) filter (where m.state = 'HEARD') as heard
                        from voicemail.mailbox b
                        left join voicemail.message m on m.tenant_id = b.tenant_id and m.mailbox_id = b.id
                        where b.id > ? group by b.tenant_id, b.id order by b.id limit ?""")
                .params(after.orElse(new UUID(0, 0)), limit)
                .query((rs, _) -> new Filled(row(rs), new Counts(rs.getInt("unheard"), rs.getInt("heard"))))
                .list();
    }

    /** Sets a PIN's sealed hash, and unlocks. */
    public void setPin(UUID id, byte[] pin) {
        change(id, row -> row.setPin(pin));
    }

    /** Remembers wrong PINs, and until when the mailbox is locked. */
    public void setWrongPins(UUID id, int wrong, @Nullable Instant lockedUntil) {
        change(id, row -> row.setWrongPins(wrong, lockedUntil));
    }

    private void change(UUID id, Consumer<MailboxEntity> change) {
        rows.findById(id).ifPresent(row -> {
            change.accept(row);
            rows.saveAndFlush(row);
        });
    }

    /** With all its messages. */
    public void delete(UUID extensionId) {
        rows.deleteByExtensionId(extensionId);
    }

    private static Mailbox row(ResultSet rs) throws SQLException {
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
