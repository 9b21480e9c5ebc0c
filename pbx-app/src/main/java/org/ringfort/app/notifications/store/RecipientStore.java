package org.ringfort.app.notifications.store;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.ringfort.app.notifications.NoticeRecipients.Versioned;
import org.ringfort.app.notifications.Recipients;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of recipients; a tenant without a row has none. */
@Repository
public class RecipientStore {
    private static final String SELECT = """
            select addresses, webhook_url, secret is not null, version from notifications.recipients where tenant_id = ?""";

    private final JdbcClient jdbc;

    RecipientStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The recipients, or nobody as version 0. */
    public Versioned read(TenantId tenant) {
        return select(tenant, SELECT);
    }

    /** As {@link #read}, and nobody else changes it until the transaction ends. */
    public Versioned readForChange(TenantId tenant) {
        jdbc.sql("""
                        insert into notifications.recipients (tenant_id, addresses, webhook_url, version)
                        values (?, '{}', '', 0) on conflict do nothing""").param(tenant.value()).update();
        return select(tenant, SELECT + " for update");
    }

    private Versioned select(TenantId tenant, String sql) {
        return jdbc.sql(sql)
                .param(tenant.value())
                .query((rs, _) -> new Versioned(
                        new Recipients(List.of((String[]) rs.getArray(1).getArray()), rs.getString(2)),
                        rs.getBoolean(3),
                        rs.getLong(4)))
                .optional()
                .orElseGet(() -> new Versioned(Recipients.NOBODY, false, 0));
    }

    /** Writes the next version of what is there for change. */
    public void write(TenantId tenant, Recipients wanted) {
        jdbc.sql("""
                        update notifications.recipients
                        set addresses = :addresses, webhook_url = :url, version = version + 1 where tenant_id = :tenant""")
                .param("addresses", wanted.addresses().toArray(String[]::new), Types.ARRAY)
                .param("url", wanted.webhookUrl())
                .param("tenant", tenant.value())
                .update();
    }

    /** Whether a test may be told now: none was since {@code before}. It counts as told. */
    public boolean test(TenantId tenant, Instant now, Instant before) {
        return jdbc.sql("""
                        update notifications.recipients set tested_at = :now
                        where tenant_id = :tenant and (tested_at is null or tested_at <= :before)""")
                        .param("tenant", tenant.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("before", before.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Another secret, sealed. */
    public void write(TenantId tenant, byte[] secret) {
        jdbc.sql("update notifications.recipients set secret = ?, version = version + 1 where tenant_id = ?")
                .params(secret, tenant.value())
                .update();
    }

    /** The secret, sealed. */
    public Optional<byte[]> secret(TenantId tenant) {
        return jdbc.sql("select secret from notifications.recipients where tenant_id = ? and secret is not null")
                .param(tenant.value())
                .query((rs, _) -> rs.getBytes(1))
                .optional();
    }
}
