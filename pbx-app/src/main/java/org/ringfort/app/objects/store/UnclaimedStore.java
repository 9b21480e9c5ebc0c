package org.ringfort.app.objects.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.ringfort.app.objects.ObjectName;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of objects that nobody names; the row policy of the open transaction says whose, and the platform sees all. */
@Repository
public class UnclaimedStore {
    private final JdbcClient jdbc;

    UnclaimedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One that is about to be brought. */
    public boolean add(ObjectName name, Instant now) {
        return insert(name, now, false);
    }

    /** One that has had a name, and is to go. */
    public boolean doom(ObjectName name, Instant now) {
        return insert(name, now, true);
    }

    private boolean insert(ObjectName name, Instant now, boolean doomed) {
        return jdbc.sql("insert into objects.unclaimed (tenant_id, id, since, doomed) values (?, ?, ?, ?)")
                        .params(name.tenant().value(), name.id(), at(now), doomed)
                        .update()
                == 1;
    }

    /** Somebody names it; false where it is going already. */
    public boolean claim(UUID id) {
        return jdbc.sql("delete from objects.unclaimed where id = ? and not doomed")
                        .param(id)
                        .update()
                == 1;
    }

    /** Those that are to go, the oldest first, and those that were brought before {@code limit}, which from now on are as well. */
    public List<ObjectName> doomed(Instant limit, int most) {
        return jdbc.sql("""
                        with chosen as materialized (
                            select id from objects.unclaimed where doomed or since < ?
                            order by since, id limit ? for update skip locked)
                        update objects.unclaimed o set doomed = true from chosen where o.id = chosen.id
                        returning o.tenant_id, o.id""")
                .params(at(limit), most)
                .query((rs, _) -> new ObjectName(
                        new TenantId(rs.getObject("tenant_id", UUID.class)), rs.getObject("id", UUID.class)))
                .list();
    }

    /** It could not be removed. */
    public boolean postpone(UUID id, Instant now) {
        return jdbc.sql("update objects.unclaimed set since = ? where id = ?")
                        .params(at(now), id)
                        .update()
                == 1;
    }

    /** It is gone. */
    public boolean forget(UUID id) {
        return jdbc.sql("delete from objects.unclaimed where id = ?").param(id).update() == 1;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
