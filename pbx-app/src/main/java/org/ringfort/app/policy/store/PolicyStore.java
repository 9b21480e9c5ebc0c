package org.ringfort.app.policy.store;

import java.util.Optional;
import org.ringfort.app.policy.Policies.Versioned;
import org.ringfort.app.policy.SecurityPolicy;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of security policies; a tenant without a row has the default. */
@Repository
public class PolicyStore {
    private static final String SELECT = """
            select offer_md5, allow_clear_media, min_registration_seconds, max_registration_seconds,
                   refuse_false_claims, version
            from policy.security_policy where tenant_id = ?""";

    private final JdbcClient jdbc;

    PolicyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The policy, or the default as version 0. */
    public Versioned read(TenantId tenant) {
        return select(tenant, SELECT).orElseGet(() -> new Versioned(SecurityPolicy.DEFAULT, 0));
    }

    /** As {@link #read}, and nobody else changes it until the transaction ends. */
    public Versioned readForChange(TenantId tenant) {
        return select(tenant, SELECT + " for update").orElseGet(() -> new Versioned(SecurityPolicy.DEFAULT, 0));
    }

    /** Writes the next version. */
    public void write(TenantId tenant, SecurityPolicy policy) {
        jdbc.sql("""
                        insert into policy.security_policy as p (tenant_id, offer_md5, allow_clear_media,
                            min_registration_seconds, max_registration_seconds, refuse_false_claims, version)
                        values (?, ?, ?, ?, ?, ?, 1)
                        on conflict (tenant_id) do update set offer_md5 = excluded.offer_md5,
                            allow_clear_media = excluded.allow_clear_media,
                            min_registration_seconds = excluded.min_registration_seconds,
                            max_registration_seconds = excluded.max_registration_seconds,
                            refuse_false_claims = excluded.refuse_false_claims,
                            version = p.version + 1""")
                .params(
                        tenant.value(),
                        policy.offerMd5(),
                        policy.allowClearMedia(),
                        policy.minRegistrationSeconds(),
                        policy.maxRegistrationSeconds(),
                        policy.refuseFalseClaims())
                .update();
    }

    private Optional<Versioned> select(TenantId tenant, String sql) {
        return jdbc.sql(sql)
                .param(tenant.value())
                .query((rs, _) -> new Versioned(
                        new SecurityPolicy(
                                rs.getBoolean(1), rs.getBoolean(2), rs.getInt(3), rs.getInt(4), rs.getBoolean(5)),
                        rs.getLong(6)))
                .optional();
    }
}
