package org.ringfort.app.recordings.store;

import java.util.Optional;
import org.ringfort.app.recordings.RecordingDestination;
import org.ringfort.app.recordings.RecordingServer;
import org.ringfort.app.recordings.RecordingServers.Versioned;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of recording servers; a tenant without a row has none. */
@Repository
public class RecordingServerStore {
    private static final String SELECT = """
            select destination, uri, tls_name, authorities, version from recordings.server where tenant_id = ?""";

    private final JdbcClient jdbc;

    RecordingServerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As it is, or none as version 0. */
    public Versioned read(TenantId tenant) {
        return select(tenant, SELECT).orElseGet(() -> new Versioned(RecordingServer.NONE, 0));
    }

    /** As {@link #read}, and nobody else changes it until the transaction ends. */
    public Versioned readForChange(TenantId tenant) {
        return select(tenant, SELECT + " for update").orElseGet(() -> new Versioned(RecordingServer.NONE, 0));
    }

    /** Writes the next version. */
    public void write(TenantId tenant, RecordingServer server) {
        jdbc.sql("""
                        insert into recordings.server as s (tenant_id, destination, uri, tls_name, authorities, version)
                        values (?, ?, ?, ?, ?, 1)
                        on conflict (tenant_id) do update set destination = excluded.destination, uri = excluded.uri,
                            tls_name = excluded.tls_name, authorities = excluded.authorities, version = s.version + 1""")
                .params(
                        tenant.value(),
                        server.destination().wireName(),
                        server.uri(),
                        server.tlsName(),
                        server.authorities())
                .update();
    }

    private Optional<Versioned> select(TenantId tenant, String sql) {
        return jdbc.sql(sql)
                .param(tenant.value())
                .query((rs, _) -> new Versioned(
                        new RecordingServer(
                                RecordingDestination.parse(rs.getString(1)),
                                rs.getString(2),
                                rs.getString(3),
                                rs.getString(4)),
                        rs.getLong(5)))
                .optional();
    }
}
