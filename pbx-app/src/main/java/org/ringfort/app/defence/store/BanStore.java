package org.ringfort.app.defence.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.defence.AccountName;
import org.ringfort.app.defence.Ban;
import org.ringfort.app.defence.Network;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of bans, in the scope of whoever asks: a tenant sees its own, the platform all. */
@Repository
public class BanStore {
    /** So many stand at once at most, as the edges are promised. */
    public static final int MOST = 10_000;

    private static final String COLUMNS = "id, tenant_id, network, domain, username, spared, origin, reason, times,"
            + " created_by, created_at, ends_at";

    private final JdbcClient jdbc;

    BanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that stand, the longest first. */
    public List<Ban> standing(Instant now) {
        return jdbc.sql("select " + COLUMNS + " from defence.ban where ends_at is null or ends_at > ?"
                        + " order by ends_at desc nulls first, id limit " + MOST)
                .param(at(now))
                .query(BanStore::row)
                .list();
    }

    /** By identity, from after the cursor. */
    public List<Ban> page(Cursor cursor, Instant now) {
        return jdbc.sql("select " + COLUMNS + " from defence.ban where (ends_at is null or ends_at > ?)"
                        + " and (?::uuid is null or id < ?::uuid) order by id desc limit ?")
                .params(Arrays.asList(
                        at(now), cursor.afterId().orElse(null), cursor.afterId().orElse(null), cursor.fetch()))
                .query(BanStore::row)
                .list();
    }

    /** One that stands. */
    public Optional<Ban> find(UUID id, Instant now) {
        return jdbc.sql("select " + COLUMNS + " from defence.ban where id = ? and (ends_at is null or ends_at > ?)")
                .params(id, at(now))
                .query(BanStore::row)
                .optional();
    }

    /** The last one about the same, whether it stands or has ended; nobody else changes it until the transaction ends. */
    public Optional<Ban> last(Network network, Optional<AccountName> account) {
        return jdbc.sql("select " + COLUMNS
                        + " from defence.ban where network = ?::cidr and domain = ? and username = ? for update")
                .params(network.toString(), domain(account), username(account))
                .query(BanStore::row)
                .optional();
    }

    /** Puts it in the place of one that has ended; false where another that stands was faster. */
    public boolean insert(Ban ban) {
        jdbc.sql("delete from defence.ban where network = ?::cidr and domain = ? and username = ? and ends_at <= ?")
                .params(ban.network().toString(), domain(ban.account()), username(ban.account()), at(ban.createdAt()))
                .update();
        int inserted = jdbc.sql("insert into defence.ban (" + COLUMNS
                        + ") values (?, ?, ?::cidr, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                .params(Arrays.asList(
                        ban.id(),
                        ban.tenant().value(),
                        ban.network().toString(),
                        domain(ban.account()),
                        username(ban.account()),
                        ban.spared().toArray(String[]::new),
                        ban.origin().name(),
                        ban.reason(),
                        ban.times(),
                        ban.createdBy(),
                        at(ban.createdAt()),
                        ban.endsAt().map(BanStore::at).orElse(null)))
                .update();
        return inserted == 1;
    }

    /** As if it had never been. */
    public void delete(UUID id) {
        jdbc.sql("delete from defence.ban where id = ?").param(id).update();
    }

    /** Deletes those that have an address in common with the network. */
    public int deleteOverlapping(Network network, boolean onlyEverybody) {
        return jdbc.sql("delete from defence.ban where network && ?::cidr and (username = '' or not ?)")
                .params(network.toString(), onlyEverybody)
                .update();
    }

    /** Deletes what ended before {@code limit}, and automatic ones beyond the most: those that would end first. */
    public int sweep(Instant limit, Instant now) {
        int old = jdbc.sql("delete from defence.ban where ends_at < ?")
                .param(at(limit))
                .update();
        int surplus = jdbc.sql(
                        "delete from defence.ban where origin = 'AUTOMATIC' and id in (select id from defence.ban"
                                + " where ends_at is null or ends_at > ? order by ends_at desc nulls first, id offset "
                                + MOST + ")")
                .param(at(now))
                .update();
        return old + surplus;
    }

    /** Moved by every change of bans and exemptions. */
    public long changes() {
        return jdbc.sql("select counter from defence.change").query(Long.class).single();
    }

    /** Moves it; whoever else changes something waits until this transaction ends. */
    public void changed() {
        jdbc.sql("update defence.change set counter = counter + 1").update();
    }

    static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static String domain(Optional<AccountName> account) {
        return account.map(AccountName::domain).orElse("");
    }

    private static String username(Optional<AccountName> account) {
        return account.map(AccountName::username).orElse("");
    }

    static Network network(ResultSet rs) throws SQLException {
        return Network.parse(rs.getString("network")).orElseThrow(() -> new IllegalStateException("network"));
    }

    private static Ban row(ResultSet rs, int number) throws SQLException {
        String username = rs.getString("username");
        @Nullable OffsetDateTime endsAt = rs.getObject("ends_at", OffsetDateTime.class);
        return new Ban(
                rs.getObject("id", UUID.class),
                new TenantId(rs.getObject("tenant_id", UUID.class)),
                network(rs),
                username.isEmpty() ? Optional.empty() : Optional.of(new AccountName(rs.getString("domain"), username)),
                List.of((String[]) rs.getArray("spared").getArray()),
                Ban.Origin.valueOf(rs.getString("origin")),
                rs.getString("reason"),
                rs.getInt("times"),
                rs.getString("created_by"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(endsAt).map(OffsetDateTime::toInstant));
    }
}
