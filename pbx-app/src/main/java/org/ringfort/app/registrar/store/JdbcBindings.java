package org.ringfort.app.registrar.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.registrar.Binding;
import org.ringfort.app.registrar.Bindings;
import org.ringfort.kernel.id.TenantId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Bindings in PostgreSQL. Beside the bindings, which only their tenant sees, stands a directory of flows that the platform
 * sees: it tells which tenants to go to when a connection or an edge is gone, without a look into any tenant's rows. A flow that has a
 * binding stands in it, and with it when to look there next: no later than its first binding ends, and mostly long before, since a
 * refresh leaves it as it is. A refresh so writes one row, and none of an index.
 */
@Repository
class JdbcBindings implements Bindings {
    private static final String UPSERT = """
            insert into registrar.binding (tenant_id, key, connected, %s)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (tenant_id, extension_id, key) do update set
              id = excluded.id, extension = excluded.extension, uri = excluded.uri, q = excluded.q,
              instance_id = excluded.instance_id, reg_id = excluded.reg_id, sip_call_id = excluded.sip_call_id,
              cseq = excluded.cseq, registered_at = excluded.registered_at, expires_at = excluded.expires_at, edge_id = excluded.edge_id,
              incarnation = excluded.incarnation, flow = excluded.flow, connected = excluded.connected,
              transport = excluded.transport,
              source_address = excluded.source_address, source_port = excluded.source_port,
              tls_version = excluded.tls_version, tls_cipher = excluded.tls_cipher,
              tls_group = excluded.tls_group, tls_client = excluded.tls_client, legacy_zone = excluded.legacy_zone, user_agent = excluded.user_agent,
              path = excluded.path""".formatted(BindingRow.COLUMNS);

    private static final String UPSERT_FLOW = """
            insert into registrar.flow (edge_id, flow, tenant_id, incarnation, connected, expires_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (edge_id, flow, tenant_id) do update set
              incarnation = excluded.incarnation, connected = excluded.connected,
              expires_at = least(flow.expires_at, excluded.expires_at)""";

    /** Those that were to be looked at and still have a binding are looked at again when its time is over. */
    private static final String LATER = """
            update registrar.flow set expires_at = later.expires_at
            from (select f.edge_id, f.flow, f.tenant_id, min(b.expires_at) as expires_at
                  from registrar.flow f
                  join registrar.binding b on b.tenant_id = f.tenant_id and b.edge_id = f.edge_id and b.flow = f.flow
                  where f.expires_at <= ? group by f.edge_id, f.flow, f.tenant_id) later
            where flow.edge_id = later.edge_id and flow.flow = later.flow and flow.tenant_id = later.tenant_id""";

    private static final String OF_EXTENSION = """
            select %s from registrar.binding where extension_id = ? and expires_at > ?
            order by q desc, registered_at desc""".formatted(BindingRow.COLUMNS);

    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    JdbcBindings(TenantTransactions transactions, JdbcClient jdbc, JdbcTemplate template) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.template = template;
    }

    @Override
    public void eachTenant(Set<TenantId> tenants, Consumer<TenantId> work) {
        transactions.each(tenants, work);
    }

    @Override
    public Map<UUID, List<Binding>> lock(Collection<UUID> extensions) {
        return jdbc
                .sql(
                        "select %s from registrar.binding where extension_id = any(cast(? as uuid[])) order by id for update"
                                .formatted(BindingRow.COLUMNS))
                .param(texts(extensions))
                .query(BindingRow::read)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Binding::extensionId));
    }

    @Override
    public void write(TenantId tenant, List<Binding> saved, List<Binding> placed, List<Binding> removed) {
        delete(removed.stream().map(Binding::id).toList());
        if (!saved.isEmpty()) {
            template.batchUpdate(
                    UPSERT,
                    saved.stream().map(one -> BindingRow.write(tenant, one)).toList());
        }
        if (!placed.isEmpty()) {
            template.batchUpdate(UPSERT_FLOW, flows(tenant, placed));
        }
    }

    /** A row for each flow, however many are reached over it; in the one order in which they are locked. */
    private static List<Object[]> flows(TenantId tenant, List<Binding> placed) {
        Map<String, Binding> first = new TreeMap<>();
        placed.forEach(one -> first.merge(
                one.place().edgeId() + ' ' + one.place().flow(),
                one,
                (before, after) -> before.expiresAt().isAfter(after.expiresAt()) ? after : before));
        return first.values().stream()
                .map(one -> new Object[] {
                    one.place().edgeId(),
                    one.place().flow(),
                    tenant.value(),
                    one.place().incarnation(),
                    one.place().transport().connected(),
                    BindingRow.at(one.expiresAt())
                })
                .toList();
    }

    private void delete(Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("delete from registrar.binding where id = any(cast(? as uuid[]))")
                    .param(texts(ids))
                    .update();
        }
    }

    @Override
    public List<Binding> of(TenantId tenant, UUID extension, Instant now) {
        return transactions.look(tenant, OF_EXTENSION, BindingRow::read, extension, BindingRow.at(now));
    }

    @Override
    public Set<TenantId> tenants() {
        return transactions.in(
                TenantScope.PLATFORM,
                () -> Set.copyOf(jdbc.sql("select distinct tenant_id from registrar.flow")
                        .query((row, _) -> new TenantId(row.getObject("tenant_id", UUID.class)))
                        .list()));
    }

    @Override
    public Optional<Binding> find(TenantId tenant, UUID binding, Instant now) {
        return transactions.in(
                tenant,
                () -> jdbc.sql("select %s from registrar.binding where id = ? and expires_at > ?"
                                .formatted(BindingRow.COLUMNS))
                        .params(binding, BindingRow.at(now))
                        .query(BindingRow::read)
                        .optional());
    }

    @Override
    public List<Binding> page(TenantId tenant, Optional<UUID> after, int limit, Instant now) {
        return transactions.in(
                tenant,
                () -> jdbc.sql("""
                                select %s from registrar.binding where id > ? and expires_at > ? order by id limit ?""".formatted(BindingRow.COLUMNS))
                        .params(after.orElse(new UUID(0, 0)), BindingRow.at(now), limit)
                        .query(BindingRow::read)
                        .list());
    }

    @Override
    public Optional<Binding> remove(TenantId tenant, UUID binding) {
        return transactions.in(
                tenant,
                () -> jdbc.sql("delete from registrar.binding where id = ? returning " + BindingRow.COLUMNS)
                        .param(binding)
                        .query(BindingRow::read)
                        .optional());
    }

    @Override
    public List<Binding> removeDevice(TenantId tenant, UUID device) {
        return transactions.in(
                tenant,
                () -> jdbc.sql("delete from registrar.binding where device_id = ? returning " + BindingRow.COLUMNS)
                        .param(device)
                        .query(BindingRow::read)
                        .list());
    }

    @Override
    public List<Gone> removeFlows(String edgeId, Collection<String> flows) {
        return remove("edge_id = ? and flow = any(?)", "", List.of(edgeId, flows.toArray(String[]::new)), () -> {});
    }

    @Override
    public List<Gone> removeOtherIncarnations(String edgeId, String incarnation) {
        return remove("edge_id = ? and incarnation <> ?", " and connected", List.of(edgeId, incarnation), () -> {});
    }

    @Override
    public List<Gone> removeExpired(Instant now) {
        Object at = BindingRow.at(now);
        return remove(
                "expires_at <= ?",
                "",
                List.of(at),
                () -> jdbc.sql(LATER).param(at).update());
    }

    /**
     * Which tenants are concerned, by the directory; then what is theirs, tenant by tenant; then the directory. What is written by somebody
     * else meanwhile was there before its flow was locked, and is found, or comes after the end, and writes its flow anew.
     *
     * @param between done for each tenant before its part of the directory goes
     */
    private List<Gone> remove(String which, String andOfFlows, List<Object> values, Runnable between) {
        String where = " where " + which + andOfFlows;
        List<UUID> concerned = transactions.in(
                TenantScope.PLATFORM,
                () -> jdbc.sql("select distinct tenant_id from registrar.flow" + where)
                        .params(values)
                        .query(UUID.class)
                        .list());
        List<Gone> gone = new ArrayList<>();
        for (UUID id : concerned) {
            TenantId tenant = new TenantId(id);
            transactions.run(tenant, () -> {
                delete(tenant, where, values, gone); // bindings before flows, as who registers has it
                jdbc.sql("select flow from registrar.flow" + where + " order by edge_id, flow for update")
                        .params(values)
                        .query(String.class)
                        .list();
                delete(tenant, where, values, gone);
                between.run();
                jdbc.sql("delete from registrar.flow" + where).params(values).update();
            });
        }
        return gone;
    }

    private void delete(TenantId tenant, String where, List<Object> values, List<Gone> gone) {
        jdbc.sql("delete from registrar.binding" + where + " returning " + BindingRow.COLUMNS)
                .params(values)
                .query(BindingRow::read)
                .list()
                .forEach(binding -> gone.add(new Gone(tenant, binding)));
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
