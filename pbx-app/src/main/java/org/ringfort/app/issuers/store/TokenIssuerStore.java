package org.ringfort.app.issuers.store;

import java.util.Optional;
import org.ringfort.app.issuers.TokenIssuer;
import org.ringfort.app.issuers.TokenIssuers.Versioned;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of token issuers; a tenant without a row has none. */
@Repository
public class TokenIssuerStore {
    private static final String SELECT = """
            select enabled, issuer, audience, jwks_url, claim, version from issuers.token_issuer where tenant_id = ?""";

    private final JdbcClient jdbc;

    TokenIssuerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The issuer, or none as version 0. */
    public Versioned read(TenantId tenant) {
        return select(tenant, SELECT).orElseGet(() -> new Versioned(TokenIssuer.NONE, 0));
    }

    /** As {@link #read}, and nobody else changes it until the transaction ends. */
    public Versioned readForChange(TenantId tenant) {
        return select(tenant, SELECT + " for update").orElseGet(() -> new Versioned(TokenIssuer.NONE, 0));
    }

    /** Writes the next version. */
    public void write(TenantId tenant, TokenIssuer issuer) {
        jdbc.sql("""
                        insert into issuers.token_issuer as t
                            (tenant_id, enabled, issuer, audience, jwks_url, claim, version)
                        values (?, ?, ?, ?, ?, ?, 1)
                        on conflict (tenant_id) do update set enabled = excluded.enabled, issuer = excluded.issuer,
                            audience = excluded.audience, jwks_url = excluded.jwks_url, claim = excluded.claim,
                            version = t.version + 1""")
                .params(
                        tenant.value(),
                        issuer.enabled(),
                        issuer.issuer(),
                        issuer.audience(),
                        issuer.jwksUrl(),
                        issuer.claim())
                .update();
    }

    private Optional<Versioned> select(TenantId tenant, String sql) {
        return jdbc.sql(sql)
                .param(tenant.value())
                .query((rs, _) -> new Versioned(
                        new TokenIssuer(
                                rs.getBoolean(1), rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5)),
                        rs.getLong(6)))
                .optional();
    }
}
