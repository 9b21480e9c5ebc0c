package org.ringfort.app.defence.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringfort.app.defence.BanExemption;
import org.ringfort.app.defence.BanExemption.Kind;
import org.ringfort.app.defence.Network;
import org.ringfort.app.platform.rest.Cursor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of exemptions: everybody's to read, the platform's to change. */
@Repository
public class ExemptionStore {
    private static final UUID FIRST = new UUID(0, 0);
    private static final String COLUMNS = "id, network, kind, note, created_by, created_at";

    private final JdbcClient jdbc;

    ExemptionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them. */
    public List<BanExemption> all() {
        return jdbc.sql("select " + COLUMNS + " from defence.exemption")
                .query(ExemptionStore::row)
                .list();
    }

    /** Oldest first. */
    public List<BanExemption> page(Cursor cursor) {
        return jdbc.sql("select " + COLUMNS + " from defence.exemption where id > ? order by id limit ?")
                .params(cursor.afterId().orElse(FIRST), cursor.fetch())
                .query(ExemptionStore::row)
                .list();
    }

    /** By identity. */
    public Optional<BanExemption> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from defence.exemption where id = ?")
                .param(id)
                .query(ExemptionStore::row)
                .optional();
    }

    /** The one for exactly this network. */
    public Optional<BanExemption> byNetwork(Network network) {
        return jdbc.sql("select " + COLUMNS + " from defence.exemption where network = ?::cidr")
                .param(network.toString())
                .query(ExemptionStore::row)
                .optional();
    }

    /** What protects a source, the widest first. */
    public Optional<Kind> over(Network source) {
        return jdbc
                .sql("select kind from defence.exemption where network >>= ?::cidr")
                .param(source.toString())
                .query((rs, _) -> Kind.valueOf(rs.getString(1)))
                .list()
                .stream()
                .min(Enum::compareTo);
    }

    /** Those that have an address in common with the network. */
    public List<BanExemption> overlapping(Network network) {
        return jdbc.sql("select " + COLUMNS + " from defence.exemption where network && ?::cidr")
                .param(network.toString())
                .query(ExemptionStore::row)
                .list();
    }

    /** How many there are. */
    public int count() {
        return jdbc.sql("select count(*) from defence.exemption")
                .query(Integer.class)
                .single();
    }

    /** Adds one. */
    public void insert(BanExemption exemption) {
        jdbc.sql("insert into defence.exemption (" + COLUMNS + ") values (?, ?::cidr, ?, ?, ?, ?)")
                .params(
                        exemption.id(),
                        exemption.network().toString(),
                        exemption.kind().name(),
                        exemption.note(),
                        exemption.createdBy(),
                        BanStore.at(exemption.createdAt()))
                .update();
    }

    /** Removes one. */
    public void delete(UUID id) {
        jdbc.sql("delete from defence.exemption where id = ?").param(id).update();
    }

    private static BanExemption row(ResultSet rs, int number) throws SQLException {
        return new BanExemption(
                rs.getObject("id", UUID.class),
                BanStore.network(rs),
                Kind.valueOf(rs.getString("kind")),
                rs.getString("note"),
                rs.getString("created_by"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
