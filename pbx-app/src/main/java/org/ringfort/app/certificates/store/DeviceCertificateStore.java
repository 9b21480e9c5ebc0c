package org.ringfort.app.certificates.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.certificates.DeviceCertificate;
import org.ringfort.app.certificates.Obtained;
import org.ringfort.app.extensions.DeviceId;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of certificates of devices; nothing of one changes but that it is revoked, and that its end was told. */
@Repository
public class DeviceCertificateStore {
    private static final String SELECT = """
            select id, device_id, serial, sha256, uri, key_kind, not_before, not_after, issued_at, obtained, revoked_at,
                   certificate, told_days
            from certificates.device_certificate where tenant_id = ?\s""";

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    DeviceCertificateStore(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** A certificate and its DER. */
    @SuppressWarnings("ArrayRecordComponent") // a column on its way, never compared
    public record WithOctets(DeviceCertificate certificate, byte[] der) {}

    /** A certificate, and how many days were left when its end was last told. */
    public record Ending(DeviceCertificate certificate, Optional<Integer> toldDays) {}

    /** Those of a device, newest first. */
    public List<WithOctets> ofDevice(TenantId tenant, DeviceId device) {
        return jdbc.sql(SELECT + "and device_id = ? order by issued_at desc, id desc")
                .params(tenant.value(), device.value())
                .query((rs, _) -> new WithOctets(row(rs), rs.getBytes("certificate")))
                .list();
    }

    /** By identity, of that device; nobody else revokes it until the transaction ends. */
    public Optional<DeviceCertificate> findForChange(TenantId tenant, DeviceId device, UUID id) {
        return jdbc.sql(SELECT + "and device_id = ? and id = ? for update")
                .params(tenant.value(), device.value(), id)
                .query((rs, _) -> row(rs))
                .optional();
    }

    /** By fingerprint: the hot path, in a transaction of its own where none is open. */
    public Optional<DeviceCertificate> byFingerprint(TenantId tenant, String sha256) {
        return transactions.look(tenant, SELECT + "and sha256 = ?", (rs, _) -> row(rs), tenant.value(), sha256).stream()
                .findFirst();
    }

    /** Those of a tenant that are not revoked. */
    public List<DeviceCertificate> standing(TenantId tenant, int most) {
        return jdbc.sql(SELECT + "and revoked_at is null order by id limit ?")
                .params(tenant.value(), most)
                .query((rs, _) -> row(rs))
                .list();
    }

    /** Adds one. */
    public void insert(TenantId tenant, DeviceCertificate it, byte[] der) {
        jdbc.sql("""
                        insert into certificates.device_certificate (id, tenant_id, device_id, serial, sha256, uri, key_kind,
                            certificate, not_before, not_after, issued_at, obtained)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        it.id(),
                        tenant.value(),
                        it.device().value(),
                        it.serial(),
                        it.sha256(),
                        it.uri(),
                        it.keyKind(),
                        der,
                        at(it.notBefore()),
                        at(it.notAfter()),
                        at(it.issuedAt()),
                        it.obtained().name())
                .update();
    }

    /** Revokes one. */
    public void revoke(TenantId tenant, UUID id, Instant when) {
        jdbc.sql("update certificates.device_certificate set revoked_at = ? where tenant_id = ? and id = ?")
                .params(at(when), tenant.value(), id)
                .update();
    }

    /** Those that are not revoked and end between the two moments, where the device has none that lasts longer. */
    public List<Ending> ending(TenantId tenant, Instant after, Instant before) {
        return jdbc.sql(SELECT + """
                        and revoked_at is null and not_after > ? and not_after <= ? and not exists (
                            select 1 from certificates.device_certificate other
                            where other.tenant_id = device_certificate.tenant_id
                              and other.device_id = device_certificate.device_id
                              and other.revoked_at is null and other.not_after > device_certificate.not_after)
                        order by not_after limit 1000""")
                .params(tenant.value(), at(after), at(before))
                .query((rs, _) -> new Ending(row(rs), Optional.ofNullable(rs.getObject("told_days", Integer.class))))
                .list();
    }

    /** Its end was told. */
    public void told(TenantId tenant, UUID id, int days) {
        jdbc.sql("update certificates.device_certificate set told_days = ? where tenant_id = ? and id = ?")
                .params(days, tenant.value(), id)
                .update();
    }

    private static DeviceCertificate row(ResultSet rs) throws SQLException {
        return new DeviceCertificate(
                rs.getObject("id", UUID.class),
                new DeviceId(rs.getObject("device_id", UUID.class)),
                rs.getString("serial"),
                rs.getString("sha256"),
                rs.getString("uri"),
                rs.getString("key_kind"),
                rs.getObject("not_before", OffsetDateTime.class).toInstant(),
                rs.getObject("not_after", OffsetDateTime.class).toInstant(),
                rs.getObject("issued_at", OffsetDateTime.class).toInstant(),
                Obtained.valueOf(rs.getString("obtained")),
                Optional.ofNullable(rs.getObject("revoked_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
