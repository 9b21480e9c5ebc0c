package org.ringfort.app.certificates.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of authorities: made once, never changed. */
@Repository
public class AuthorityStore {
    private final JdbcClient jdbc;

    AuthorityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Its certificate in DER, and its private key, sealed. */
    @SuppressWarnings("ArrayRecordComponent") // two columns on their way, never compared
    public record Row(byte[] certificate, byte[] sealedKey) {}

    /** The tenant's. */
    public Optional<Row> find(TenantId tenant) {
        return jdbc.sql("select certificate, private_key from certificates.authority where tenant_id = ?")
                .param(tenant.value())
                .query((rs, _) -> new Row(rs.getBytes(1), rs.getBytes(2)))
                .optional();
    }

    /** Adds it; false where there is one already. */
    public boolean add(TenantId tenant, Row row, Instant at) {
        return jdbc.sql("""
                        insert into certificates.authority (tenant_id, certificate, private_key, created_at)
                        values (?, ?, ?, ?) on conflict do nothing""")
                        .params(tenant.value(), row.certificate(), row.sealedKey(), at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
