package org.ringfort.app.defence.store;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringfort.app.defence.Ban;
import org.ringfort.app.defence.Network;
import org.ringfort.app.defence.Sighting;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of who proved themselves where. */
@Repository
public class SightingStore {
    private final JdbcClient jdbc;

    SightingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** It was seen now. */
    public void write(Sighting sighting, Instant now) {
        jdbc.sql("""
                        insert into defence.sighting (tenant_id, network, username, extension, seen_at)
                        values (?, ?::cidr, ?, ?, ?)
                        on conflict (network, tenant_id, username) do update
                        set extension = excluded.extension, seen_at = excluded.seen_at""")
                .params(
                        sighting.tenant().value(),
                        sighting.source().toString(),
                        sighting.username(),
                        sighting.extension(),
                        BanStore.at(now))
                .update();
    }

    /** User names and extensions that proved themselves there since, those seen last first, as many as may be spared. */
    public Set<String> proved(Network source, Instant since) {
        Set<String> names = new LinkedHashSet<>();
        jdbc.sql("""
                        select username, extension from defence.sighting where network = ?::cidr and seen_at > ?
                        order by seen_at desc limit ?""")
                .params(source.toString(), BanStore.at(since), Ban.MOST_SPARED)
                .query((rs, _) -> List.of(rs.getString(1), rs.getString(2)))
                .list()
                .forEach(names::addAll);
        return names.stream().limit(Ban.MOST_SPARED).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Forgets those that were seen before. */
    public void sweep(Instant limit) {
        jdbc.sql("delete from defence.sighting where seen_at < ?")
                .param(BanStore.at(limit))
                .update();
    }
}
