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

    /** As {@link #read}, and nobody else changes it until the transaction ends; of two who are the first one waits. */
    public Versioned readForChange(TenantId tenant) {
        RecordingServer none = RecordingServer.NONE;
        jdbc.sql("""
                        insert into recordings.server (tenant_id, destination, uri, tls_name, authorities, version)
                        values (?, ?, ?, ?, ?, 0) on conflict (tenant_id) do nothing""")
                .params(tenant.value(), none.destination().wireName(), none.uri(), none.tlsName(), none.authorities())
                .update();
        return select(tenant, SELECT + " for update").orElseThrow();
    }

    /** Writes the next version of what was {@link #readForChange read for it}. */
    public void write(TenantId tenant, RecordingServer server) {
        jdbc.sql("""
                        update recordings.server
                        set destination = ?, uri = ?, tls_name = ?, authorities = ?, version = version + 1
                        where tenant_id = ?""")
                .params(
                        server.destination().wireName(),
                        server.uri(),
                        server.tlsName(),
                        server.authorities(),
                        tenant.value())
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
