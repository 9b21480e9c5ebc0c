package org.ringfort.app.extensions.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.extensions.CredentialMaker;
import org.ringfort.app.extensions.DeviceFacts;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.DigestFloor;
import org.ringfort.app.extensions.Digits;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.extensions.MediaKeying;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The hot path: one visible statement, and the HA1 opened. */
@Repository
public class DeviceFactsStore {
    private static final String SELECT = """
            select d.id, d.tenant_id, d.extension_id, e.number, e.display_name, d.name, d.auth_username, d.digest_floor,
                   d.keying, d.exception_until, d.enabled and e.enabled as usable, d.may_call,
                   d.certificate_required, d.digits, d.ha1_md5, d.ha1_sha256
            from extensions.device d join extensions.extension e on e.id = d.extension_id
            where d.tenant_id = ?\s""";

    private final JdbcClient jdbc;
    private final CredentialMaker credentials;

    DeviceFactsStore(JdbcClient jdbc, CredentialMaker credentials) {
        this.jdbc = jdbc;
        this.credentials = credentials;
    }

    /** By the name it authenticates with. */
    public Optional<DeviceFacts> byAuthUsername(TenantId tenant, String authUsername) {
        return jdbc.sql(SELECT + "and d.auth_username = ?")
                .params(tenant.value(), authUsername)
                .query(this::row)
                .optional();
    }

    /** By identity. */
    public Optional<DeviceFacts> byId(TenantId tenant, DeviceId id) {
        return jdbc.sql(SELECT + "and d.id = ?")
                .params(tenant.value(), id.value())
                .query(this::row)
                .optional();
    }

    /** Oldest first. */
    public List<DeviceFacts> ofExtension(TenantId tenant, ExtensionId extension) {
        return jdbc.sql(SELECT + "and d.extension_id = ? order by d.id")
                .params(tenant.value(), extension.value())
                .query(this::row)
                .list();
    }

    /** Of a tenant. */
    public List<DeviceFacts> all(TenantId tenant, int most) {
        return jdbc.sql(SELECT + "order by d.id limit ?")
                .params(tenant.value(), most)
                .query(this::row)
                .list();
    }

    private DeviceFacts row(ResultSet rs, int number) throws SQLException {
        TenantId tenant = new TenantId(rs.getObject("tenant_id", UUID.class));
        DeviceId device = new DeviceId(rs.getObject("id", UUID.class));
        return new DeviceFacts(
                device,
                tenant,
                new ExtensionId(rs.getObject("extension_id", UUID.class)),
                rs.getString("number"),
                rs.getString("display_name"),
                rs.getString("name"),
                rs.getString("auth_username"),
                DigestFloor.valueOf(rs.getString("digest_floor")),
                MediaKeying.valueOf(rs.getString("keying")),
                Optional.ofNullable(rs.getObject("exception_until", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                rs.getBoolean("usable"),
                rs.getBoolean("may_call"),
                rs.getBoolean("certificate_required"),
                Digits.valueOf(rs.getString("digits")),
                credentials.openMd5(tenant, device, rs.getBytes("ha1_md5")),
                credentials.openSha256(tenant, device, rs.getBytes("ha1_sha256")));
    }
}
