package org.ringfort.app.keys.store;

import java.util.Optional;
import java.util.UUID;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of wrapped data keys. */
@Repository
public class KeyStore {
    private final JdbcClient jdbc;

    KeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A wrapped key, and the name of the installation key that wrapped it. */
    @SuppressWarnings("ArrayRecordComponent") // a column on its way, never compared
    public record Wrapped(byte[] octets, String installationKey) {}

    /** The key that seals for a tenant now. */
    public Optional<UUID> current(TenantId tenant) {
        return jdbc.sql("select id from keys.data_key where tenant_id = ? and current")
                .param(tenant.value())
                .query(UUID.class)
                .optional();
    }

    /** Adds the first key; where somebody was faster, theirs counts. */
    public UUID add(TenantId tenant, UUID id, byte[] wrapped, String installationKey) {
        jdbc.sql("""
                        insert into keys.data_key (id, tenant_id, wrapped, installation_key, current)
                        values (?, ?, ?, ?, true) on conflict do nothing""").params(id, tenant.value(), wrapped, installationKey).update();
        return current(tenant).orElseThrow();
    }

    /** A key by its identity. */
    public Optional<Wrapped> find(TenantId tenant, UUID id) {
        return jdbc.sql("select wrapped, installation_key from keys.data_key where tenant_id = ? and id = ?")
                .params(tenant.value(), id)
                .query((rs, _) -> new Wrapped(rs.getBytes(1), rs.getString(2)))
                .optional();
    }
}
