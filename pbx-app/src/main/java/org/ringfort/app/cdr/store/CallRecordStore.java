package org.ringfort.app.cdr.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ringfort.app.calls.CallerIdentity;
import org.ringfort.app.calls.EndedCall;
import org.ringfort.app.calls.LegMeasures;
import org.ringfort.app.calls.LegMeasures.HeardByPeer;
import org.ringfort.app.calls.LegMeasures.PacketFault;
import org.ringfort.app.calls.LegSecurity;
import org.ringfort.app.cdr.CallOutcome;
import org.ringfort.app.cdr.CallRecord;
import org.ringfort.app.cdr.RecordFilter;
import org.ringfort.app.platform.rest.Cursor;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.kernel.id.CallId;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL of call records; each method needs the open transaction of its tenant. */
@Repository
public class CallRecordStore {
    private static final String COLUMNS = """
            tenant_id, id, caller, caller_name, dialled, connected, started_at, rung_at, answered_at, ended_at, status,
            outcome, secure, hung_up_by, end_reason, why, rule, verstat, attestation, origin_id, identity_why,
            diverted_by""";
    private static final String LEG_COLUMNS = """
            tenant_id, call_id, number, id, role, party, device_id, status, started_at, answered_at, ended_at, transport,
            tls_version, tls_cipher, keying, srtp_profile, remote_address, user_agent, codec, packets_authenticated,
            packets_refused, packets_clear, packets_sent, packets_lost, jitter_us, why, tls_group, tls_client,
            legacy_zone, peer_fingerprint, own_fingerprint, packets_lost_by_peer, round_trip_us, mos_lowest, mos_mean,
            heard_discarded_permille, heard_delay_ms, heard_mos, refused_by_fault""";

    private static final TypeReference<Map<String, Long>> FAULTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final JsonMapper json;

    CallRecordStore(JdbcClient jdbc, JdbcTemplate template, JsonMapper json) {
        this.jdbc = jdbc;
        this.template = template;
        this.json = json;
    }

    /** Adds those of the current tenant that are not stored already, with their legs, and says which. */
    public List<CallRecord> add(List<CallRecord> records) {
        int[] counts = template.batchUpdate(
                "insert into cdr.call (" + COLUMNS + ") values (" + marks(22) + ") on conflict do nothing",
                records.stream().map(CallRecordStore::row).toList());
        List<CallRecord> added = IntStream.range(0, counts.length)
                .filter(i -> counts[i] == 1)
                .mapToObj(records::get)
                .toList();
        List<Object[]> legs = new ArrayList<>();
        for (CallRecord record : added) {
            int number = 0;
            for (EndedCall.Leg leg : record.call().legs()) {
                legs.add(row(record.call(), number++, leg));
            }
        }
        if (!legs.isEmpty()) {
            template.batchUpdate("insert into cdr.leg (" + LEG_COLUMNS + ") values (" + marks(39) + "::jsonb)", legs);
        }
        return added;
    }

    private static @Nullable Object[] row(CallRecord record) {
        EndedCall call = record.call();
        return new @Nullable Object[] {
            call.tenant().value(),
            call.id().value(),
            call.caller(),
            call.callerName(),
            call.dialled(),
            call.connected(),
            at(call.startedAt()),
            at(call.rungAt().orElse(null)),
            at(call.answeredAt().orElse(null)),
            at(call.endedAt()),
            call.status(),
            record.outcome().name(),
            record.secure(),
            call.hungUpBy().name(),
            call.endReason(),
            call.why(),
            call.rule(),
            call.identity().verstat(),
            call.identity().attestation(),
            call.identity().originId(),
            call.identity().why(),
            call.identity().divertedBy().toArray(String[]::new)
        };
    }

    private static String marks(int count) {
        return "?, ".repeat(count - 1) + "?";
    }

    private @Nullable Object[] row(EndedCall call, int number, EndedCall.Leg leg) {
        return new @Nullable Object[] {
            call.tenant().value(),
            call.id().value(),
            number,
            leg.id(),
            leg.role().name(),
            leg.number(),
            leg.deviceId(),
            leg.status(),
            at(leg.startedAt().orElse(null)),
            at(leg.answeredAt().orElse(null)),
            at(leg.endedAt().orElse(null)),
            leg.security().transport(),
            leg.security().tlsVersion(),
            leg.security().tlsCipher(),
            leg.security().keying(),
            leg.security().srtpProfile(),
            leg.remoteAddress(),
            leg.userAgent(),
            leg.codec(),
            leg.packets().authenticated(),
            leg.packets().refused(),
            leg.packets().clear(),
            leg.packets().sent(),
            leg.packets().lost(),
            leg.packets().jitterMicros(),
            leg.why(),
            leg.security().tlsGroup(),
            leg.security().tlsClient(),
            leg.security().zone(),
            leg.measures().peerFingerprint(),
            leg.measures().ownFingerprint(),
            leg.measures().lostByPeer().orElse(null),
            leg.measures().roundTripMicros().orElse(null),
            leg.measures().mosLowest(),
            leg.measures().mosMean(),
            leg.measures().heardByPeer().map(HeardByPeer::discardedPermille).orElse(null),
            leg.measures().heardByPeer().map(HeardByPeer::delayMillis).orElse(null),
            leg.measures().heardByPeer().map(HeardByPeer::mos).orElse(null),
            json.writeValueAsString(leg.measures().refused())
        };
    }

    /** What the page after this record starts after. */
    public static String key(CallRecord record) {
        return record.call().startedAt() + " " + record.call().id();
    }

    /** Latest first, without legs. */
    public List<CallRecord> list(RecordFilter filter, Cursor cursor) {
        Optional<Key> after = cursor.after().map(Key::parse);
        return jdbc.sql("select " + COLUMNS + """
                         from cdr.call
                        where (started_at, id) < (:start, :id)
                          and (:from::timestamptz is null or started_at >= :from)
                          and (:to::timestamptz is null or started_at < :to)
                          and (:number::text is null or :number in (caller, dialled, connected))
                          and (:outcome::text is null or outcome = :outcome)
                        order by started_at desc, id desc limit :limit""")
                .param("start", at(after.map(Key::startedAt).orElse(Instant.parse("9999-01-01T00:00:00Z"))))
                .param("id", after.map(Key::id).orElse(new UUID(-1, -1)))
                .param("from", at(filter.from()))
                .param("to", at(filter.to()))
                .param("number", filter.number())
                .param(
                        "outcome",
                        filter.outcome() == null ? null : filter.outcome().name())
                .param("limit", cursor.fetch())
                .query((rs, _) -> record(rs, List.of()))
                .list();
    }

    private record Key(Instant startedAt, UUID id) {
        static Key parse(String text) {
            try {
                int gap = text.indexOf(' ');
                return new Key(
                        Instant.parse(text.substring(0, Math.max(0, gap))), UUID.fromString(text.substring(gap + 1)));
            } catch (DateTimeParseException | IllegalArgumentException notOurs) {
                throw Problem.invalid("cursor", "malformed", "Use the cursor that the page before gave you.");
            }
        }
    }

    /** One, with its legs. */
    public Optional<CallRecord> find(UUID id) {
        List<EndedCall.Leg> legs = jdbc.sql("select " + LEG_COLUMNS + " from cdr.leg where call_id = ? order by number")
                .param(id)
                .query(this::leg)
                .list();
        return jdbc.sql("select " + COLUMNS + " from cdr.call where id = ?")
                .param(id)
                .query((rs, _) -> record(rs, legs))
                .optional();
    }

    private static Optional<HeardByPeer> heard(ResultSet rs) throws SQLException {
        Integer discarded = rs.getObject("heard_discarded_permille", Integer.class);
        return discarded == null
                ? Optional.empty()
                : Optional.of(new HeardByPeer(discarded, rs.getInt("heard_delay_ms"), rs.getInt("heard_mos")));
    }

    private static CallRecord record(ResultSet rs, List<EndedCall.Leg> legs) throws SQLException {
        EndedCall call = new EndedCall(
                new CallId(rs.getObject("id", UUID.class)),
                new TenantId(rs.getObject("tenant_id", UUID.class)),
                rs.getString("caller"),
                rs.getString("caller_name"),
                rs.getString("dialled"),
                rs.getString("connected"),
                rs.getObject("started_at", OffsetDateTime.class).toInstant(),
                moment(rs, "rung_at"),
                moment(rs, "answered_at"),
                rs.getObject("ended_at", OffsetDateTime.class).toInstant(),
                rs.getInt("status"),
                EndedCall.HungUpBy.valueOf(rs.getString("hung_up_by")),
                rs.getString("end_reason"),
                rs.getString("why"),
                rs.getString("rule"),
                new CallerIdentity(
                        rs.getString("verstat"),
                        rs.getString("attestation"),
                        rs.getString("origin_id"),
                        rs.getString("identity_why"),
                        List.of((String[]) rs.getArray("diverted_by").getArray())),
                legs);
        return new CallRecord(call, CallOutcome.valueOf(rs.getString("outcome")), rs.getBoolean("secure"));
    }

    private EndedCall.Leg leg(ResultSet rs, int number) throws SQLException {
        String id = rs.getString("id");
        return new EndedCall.Leg(
                id,
                EndedCall.Role.valueOf(rs.getString("role")),
                rs.getString("party"),
                rs.getString("device_id"),
                rs.getInt("status"),
                moment(rs, "started_at"),
                moment(rs, "answered_at"),
                moment(rs, "ended_at"),
                new LegSecurity(
                        id,
                        rs.getString("transport"),
                        rs.getString("tls_version"),
                        rs.getString("tls_cipher"),
                        rs.getString("tls_group"),
                        rs.getString("tls_client"),
                        rs.getString("legacy_zone"),
                        rs.getString("keying"),
                        rs.getString("srtp_profile")),
                rs.getString("remote_address"),
                rs.getString("user_agent"),
                rs.getString("codec"),
                new EndedCall.Packets(
                        rs.getLong("packets_authenticated"),
                        rs.getLong("packets_refused"),
                        rs.getLong("packets_clear"),
                        rs.getLong("packets_sent"),
                        rs.getLong("packets_lost"),
                        rs.getInt("jitter_us")),
                new LegMeasures(
                        rs.getString("peer_fingerprint"),
                        rs.getString("own_fingerprint"),
                        faults(json.readValue(rs.getString("refused_by_fault"), FAULTS)),
                        Optional.ofNullable(rs.getObject("packets_lost_by_peer", Long.class)),
                        Optional.ofNullable(rs.getObject("round_trip_us", Integer.class)),
                        rs.getInt("mos_lowest"),
                        rs.getInt("mos_mean"),
                        heard(rs)),
                rs.getString("why"));
    }

    /** As they are stored; what a later version has written, whose faults are more, can be read as well. */
    static Map<PacketFault, Long> faults(Map<String, Long> stored) {
        Map<PacketFault, Long> faults = new EnumMap<>(PacketFault.class);
        stored.forEach((name, packets) -> faults.merge(
                Arrays.stream(PacketFault.values())
                        .filter(fault -> fault.name().equals(name))
                        .findFirst()
                        .orElse(PacketFault.UNKNOWN),
                packets,
                Long::sum));
        return faults;
    }

    private static Optional<Instant> moment(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
