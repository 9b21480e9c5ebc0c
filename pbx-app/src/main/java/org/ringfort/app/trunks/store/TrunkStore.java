package org.ringfort.app.trunks.store;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.numbers.NumberFormat;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.trunks.CallerRule;
import org.ringfort.app.trunks.Capacity;
import org.ringfort.app.trunks.ClearMedia;
import org.ringfort.app.trunks.FailOver;
import org.ringfort.app.trunks.Gateway;
import org.ringfort.app.trunks.IdentityRules;
import org.ringfort.app.trunks.Inward;
import org.ringfort.app.trunks.NumberFormats;
import org.ringfort.app.trunks.NumberRules;
import org.ringfort.app.trunks.Outward;
import org.ringfort.app.trunks.Trunk;
import org.ringfort.app.trunks.TrunkAccount;
import org.ringfort.app.trunks.TrunkDraft;
import org.ringfort.app.trunks.TrunkId;
import org.ringfort.kernel.id.TenantId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL of trunks; the row policy of the open transaction says whose. */
@Repository
public class TrunkStore {
    private static final String SELECT = """
            select t.id, t.tenant_id, name, enabled, priority, gateways, username, realm, password is not null as password_set,
                   exception_reason, exception_until, authorities, caller_number, country, allowed_prefixes, premium,
                   calls, calls_per_second, check_seconds, signs_identity, checks_identity, passes_caller, registers,
                   fail_over_at, progress_seconds, rest_failures, rest_within_seconds,
                   caller_rule, called_format, calling_format, sends, sends_location, own_certificate,
                   version, created_at, networks, certificate_names, trusts_identity, believes, bulk
            from trunks.trunk t left join trunks.inward i on i.trunk_id = t.id\s""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    TrunkStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** By identity. */
    public Optional<Trunk> find(TrunkId id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id.value())
                .query(this::row)
                .optional();
    }

    /** As {@link #find}, and nobody else changes it until the transaction ends. */
    public Optional<Trunk> findForChange(TrunkId id) {
        return jdbc.sql(SELECT + "where id = ? for update of t")
                .param(id.value())
                .query(this::row)
                .optional();
    }

    /** Every one, first to be tried first. */
    public List<Trunk> all() {
        return jdbc.sql(SELECT + "order by priority, name").query(this::row).list();
    }

    /** Oldest first. */
    public List<Trunk> list(Cursor cursor) {
        return jdbc.sql(SELECT + "where id > ? order by id limit ?")
                .params(cursor.afterId().orElse(new UUID(0, 0)), cursor.fetch())
                .query(this::row)
                .list();
    }

    /** The sealed password. */
    public Optional<byte[]> password(TrunkId id) {
        return jdbc.sql("select password from trunks.trunk where id = ? and password is not null")
                .param(id.value())
                .query((rs, _) -> rs.getBytes(1))
                .optional();
    }

    /** A new row. */
    public Trunk insert(TrunkId id, TenantId tenant, TrunkDraft draft, Optional<byte[]> password) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            write("""
                    insert into trunks.trunk (id, tenant_id, created_at, version, name, enabled, priority, gateways,
                        username, realm, password, exception_reason, exception_until, authorities, caller_number,
                        country, allowed_prefixes, premium, calls, calls_per_second, check_seconds,
                        signs_identity, checks_identity, passes_caller, registers,
                        fail_over_at, progress_seconds, rest_failures, rest_within_seconds,
                        caller_rule, called_format, calling_format, sends, sends_location)
                    values (:id, :tenant, :now, 0, :name, :enabled, :priority, :gateways::jsonb, :username, :realm,
                        :password, :reason, :until, :authorities, :caller, :country, :prefixes, :premium, :calls, :rate, :check,
                        :signs, :checks, :passes, :registers, :nextAt, :progress, :failures, :within,
                        :callerRule, :calledAs, :callingAs, :sends, :sendsLocation)""", id, draft, password)
                    .param("tenant", tenant.value())
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException twice) {
            throw taken();
        }
        writeInward(id, draft);
        return find(id).orElseThrow();
    }

    /** A changed row; without an account there is no password, and a given one replaces the old. */
    public Trunk update(TrunkId id, TrunkDraft draft, Optional<byte[]> password) {
        try {
            write("""
                    update trunks.trunk set version = version + 1, name = :name, enabled = :enabled,
                        priority = :priority, gateways = :gateways::jsonb, username = :username, realm = :realm,
                        password = case when :username::text is null then null else coalesce(:password, password) end,
                        exception_reason = :reason, exception_until = :until, authorities = :authorities,
                        caller_number = :caller, country = :country, allowed_prefixes = :prefixes, premium = :premium,
                        calls = :calls, calls_per_second = :rate, check_seconds = :check,
                        signs_identity = :signs, checks_identity = :checks, passes_caller = :passes, registers = :registers,
                        fail_over_at = :nextAt, progress_seconds = :progress, rest_failures = :failures,
                        rest_within_seconds = :within, caller_rule = :callerRule,
                        called_format = :calledAs, calling_format = :callingAs, sends = :sends, sends_location = :sendsLocation,
                        own_certificate = case when gateways = :gateways::jsonb and authorities = :authorities
                            then own_certificate else '' end
                    where id = :id""", id, draft, password).update();
        } catch (DuplicateKeyException twice) {
            throw taken();
        }
        writeInward(id, draft);
        return find(id).orElseThrow();
    }

    /** Its gateways are shown this certificate of the edges', or none. */
    public Trunk certify(TrunkId id, String certificate) {
        jdbc.sql("update trunks.trunk set version = version + 1, own_certificate = ? where id = ?")
                .param(certificate)
                .param(id.value())
                .update();
        return find(id).orElseThrow();
    }

    /** Gone. */
    public void delete(TrunkId id) {
        jdbc.sql("delete from trunks.trunk where id = ?").param(id.value()).update();
    }

    private JdbcClient.StatementSpec write(String sql, TrunkId id, TrunkDraft draft, Optional<byte[]> password) {
        FailOver failOver = draft.outward().failOver();
        return jdbc.sql(sql)
                .param("id", id.value())
                .param("name", draft.name())
                .param("enabled", draft.enabled())
                .param("priority", draft.priority())
                .param("gateways", json.writeValueAsString(draft.gateways()))
                .param("username", draft.account().map(TrunkAccount::username).orElse(null), java.sql.Types.VARCHAR)
                .param("realm", draft.account().map(TrunkAccount::realm).orElse(null), java.sql.Types.VARCHAR)
                .param("password", password.orElse(null), java.sql.Types.BINARY)
                .param("reason", draft.exception().map(ClearMedia::reason).orElse(null), java.sql.Types.VARCHAR)
                .param("until", until(draft), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("authorities", draft.authorities())
                .param("caller", draft.callerNumber())
                .param("country", draft.numbers().country())
                .param("prefixes", draft.numbers().allowedPrefixes().toArray(String[]::new), java.sql.Types.ARRAY)
                .param("premium", draft.numbers().premium())
                .param("calls", draft.capacity().calls())
                .param("rate", draft.capacity().callsPerSecond())
                .param("check", draft.checkSeconds())
                .param("signs", draft.identity().signs())
                .param("checks", draft.identity().check().wireName())
                .param("passes", draft.identity().passesCaller())
                .param("registers", draft.registers())
                .param("nextAt", failOver.answers().toArray(String[]::new), java.sql.Types.ARRAY)
                .param("progress", failOver.progressSeconds())
                .param("failures", failOver.failures())
                .param("within", failOver.withinSeconds())
                .param("callerRule", draft.outward().caller().wireName())
                .param("calledAs", draft.outward().formats().called().wireName())
                .param("callingAs", draft.outward().formats().calling().wireName())
                .param("sends", draft.outward().sends().toArray(String[]::new), java.sql.Types.ARRAY)
                .param("sendsLocation", draft.outward().sendsLocation());
    }

    private void writeInward(TrunkId id, TrunkDraft draft) {
        jdbc.sql("delete from trunks.inward where trunk_id = ?")
                .param(id.value())
                .update();
        draft.inward()
                .ifPresent(inward -> jdbc.sql("""
                        insert into trunks.inward (trunk_id, tenant_id, networks, certificate_names, trusts_identity, believes,
                            bulk)
                        select id, tenant_id, :networks, :names, :trusts, :believes, :bulk from trunks.trunk where id = :id""")
                        .param("id", id.value())
                        .param("networks", inward.networks().toArray(String[]::new), java.sql.Types.ARRAY)
                        .param("names", inward.certificateNames().toArray(String[]::new), java.sql.Types.ARRAY)
                        .param("trusts", inward.trustsIdentity())
                        .param("believes", inward.believes().toArray(String[]::new), java.sql.Types.ARRAY)
                        .param("bulk", inward.bulk())
                        .update());
    }

    /** By what calls of all trunks are known, of every tenant: the platform's to see. */
    public List<InwardRow> inward(int most) {
        return jdbc.sql("select trunk_id, tenant_id, networks, certificate_names, trusts_identity, believes, bulk"
                        + " from trunks.inward order by trunk_id limit ?")
                .param(most)
                .query((rs, _) -> new InwardRow(
                        new TenantId(rs.getObject("tenant_id", UUID.class)),
                        new TrunkId(rs.getObject("trunk_id", UUID.class)),
                        inward(rs)))
                .list();
    }

    /** A trunk that takes calls in. */
    public record InwardRow(TenantId tenant, TrunkId trunk, Inward inward) {}

    private static Inward inward(ResultSet rs) throws SQLException {
        return new Inward(
                texts(rs.getArray("networks")),
                texts(rs.getArray("certificate_names")),
                rs.getBoolean("trusts_identity"),
                texts(rs.getArray("believes")),
                rs.getBoolean("bulk"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable OffsetDateTime until(TrunkDraft draft) {
        return draft.exception()
                .map(clear -> clear.until().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .orElse(null);
    }

    private static Problem taken() {
        return Problem.taken("name", "This name is taken.");
    }

    private Trunk row(ResultSet rs, int number) throws SQLException {
        @Nullable String username = rs.getString("username");
        @Nullable String reason = rs.getString("exception_reason");
        return new Trunk(
                new TrunkId(rs.getObject("id", UUID.class)),
                new TenantId(rs.getObject("tenant_id", UUID.class)),
                rs.getString("name"),
                rs.getBoolean("enabled"),
                rs.getInt("priority"),
                List.of(json.readValue(rs.getString("gateways"), Gateway[].class)),
                username == null ? Optional.empty() : Optional.of(new TrunkAccount(username, rs.getString("realm"))),
                rs.getBoolean("password_set"),
                reason == null
                        ? Optional.empty()
                        : Optional.of(new ClearMedia(
                                reason,
                                rs.getObject("exception_until", OffsetDateTime.class)
                                        .toInstant())),
                rs.getString("authorities"),
                rs.getString("caller_number"),
                new NumberRules(
                        rs.getString("country"), texts(rs.getArray("allowed_prefixes")), rs.getBoolean("premium")),
                new Capacity(rs.getInt("calls"), rs.getInt("calls_per_second")),
                rs.getArray("networks") == null ? Optional.empty() : Optional.of(inward(rs)),
                rs.getInt("check_seconds"),
                new IdentityRules(
                        rs.getBoolean("signs_identity"),
                        IdentityRules.Check.parse(rs.getString("checks_identity")),
                        rs.getBoolean("passes_caller")),
                rs.getBoolean("registers"),
                new Outward(
                        new FailOver(
                                texts(rs.getArray("fail_over_at")),
                                rs.getInt("progress_seconds"),
                                rs.getInt("rest_failures"),
                                rs.getInt("rest_within_seconds")),
                        CallerRule.parse(rs.getString("caller_rule")),
                        new NumberFormats(
                                NumberFormat.parse(rs.getString("called_format")),
                                NumberFormat.parse(rs.getString("calling_format"))),
                        texts(rs.getArray("sends")),
                        rs.getBoolean("sends_location")),
                rs.getString("own_certificate"),
                rs.getLong("version"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
