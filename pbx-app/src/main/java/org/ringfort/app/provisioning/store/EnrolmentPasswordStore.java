package org.ringfort.app.provisioning.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.provisioning.EnrolmentPassword;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of enrolment passwords: at most one for a device. */
@Repository
public class EnrolmentPasswordStore {
    private static final String SELECT = """
            select device_id, created_at, expires_at, wrong, used_at, hash, last_wrong
            from provisioning.enrolment_password where tenant_id = ? and device_id = ?""";

    private final JdbcClient jdbc;

    EnrolmentPasswordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is known of it, and SHA-256 of the password and of the wrong one that came last. */
    @SuppressWarnings("ArrayRecordComponent") // columns on their way, compared in constant time
    public record WithHash(EnrolmentPassword password, byte[] hash, Optional<byte[]> lastWrong) {}

    /** The device's. */
    public Optional<WithHash> find(TenantId tenant, DeviceId device) {
        return jdbc.sql(SELECT)
                .params(tenant.value(), device.value())
                .query((rs, _) -> row(rs))
                .optional();
    }

    /** The device's; nobody else changes it until the transaction ends. */
    public Optional<WithHash> findForChange(TenantId tenant, DeviceId device) {
        return jdbc.sql(SELECT + " for update")
                .params(tenant.value(), device.value())
                .query((rs, _) -> row(rs))
                .optional();
    }

    /** In place of the one before it. */
    public void put(TenantId tenant, ExtensionId extension, EnrolmentPassword it, byte[] hash) {
        jdbc.sql("""
                        insert into provisioning.enrolment_password
                            (tenant_id, device_id, extension_id, hash, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (tenant_id, device_id) do update
                            set hash = excluded.hash, created_at = excluded.created_at, expires_at = excluded.expires_at,
                                wrong = 0, last_wrong = null, used_at = null""")
                .params(
                        tenant.value(),
                        it.device().value(),
                        extension.value(),
                        hash,
                        at(it.createdAt()),
                        at(it.expiresAt()))
                .update();
    }

    /** A wrong one was tried, and not the one before it. */
    public void wrong(TenantId tenant, DeviceId device, byte[] hash) {
        jdbc.sql("""
                        update provisioning.enrolment_password set wrong = wrong + 1, last_wrong = ?
                        where tenant_id = ? and device_id = ?""").params(hash, tenant.value(), device.value()).update();
    }

    /** Its certificate was issued. */
    public void used(TenantId tenant, DeviceId device, Instant when) {
        jdbc.sql("update provisioning.enrolment_password set used_at = ? where tenant_id = ? and device_id = ?")
                .params(at(when), tenant.value(), device.value())
                .update();
    }

    /** It is no more. */
    public void delete(TenantId tenant, DeviceId device) {
        jdbc.sql("delete from provisioning.enrolment_password where tenant_id = ? and device_id = ?")
                .params(tenant.value(), device.value())
                .update();
    }

    /** Those of an extension's devices are no more. */
    public void deleteOf(TenantId tenant, ExtensionId extension) {
        jdbc.sql("delete from provisioning.enrolment_password where tenant_id = ? and extension_id = ?")
                .params(tenant.value(), extension.value())
                .update();
    }

    /** Those that ended before that are no more. */
    public void deleteOver(TenantId tenant, Instant before) {
        jdbc.sql("delete from provisioning.enrolment_password where tenant_id = ? and expires_at < ?")
                .params(tenant.value(), at(before))
                .update();
    }

    private static WithHash row(ResultSet rs) throws SQLException {
        return new WithHash(
                new EnrolmentPassword(
                        new DeviceId(rs.getObject("device_id", UUID.class)),
                        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                        rs.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        rs.getInt("wrong"),
                        Optional.ofNullable(rs.getObject("used_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)),
                rs.getBytes("hash"),
                Optional.ofNullable(rs.getBytes("last_wrong")));
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
