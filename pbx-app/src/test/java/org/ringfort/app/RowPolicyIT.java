package org.ringfort.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringfort.app.extensions.ExtensionDraft;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.extensions.VoicemailSettings;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.Tenant;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.app.tenants.Tenants;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** PostgreSQL itself keeps tenants apart, whatever SQL the application may be tricked into. */
@SpringBootTest
class RowPolicyIT {
    @Autowired
    Tenants tenants;

    @Autowired
    Extensions extensions;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.register(registry);
    }

    private Tenant tenant(String domain) {
        return TenantScope.call(
                TenantScope.PLATFORM,
                () -> tenants.create(domain, new TenantDraft("A tenant", List.of(), true, 100, 10)));
    }

    private List<String> numbers() {
        return jdbc.sql("select number from extensions.extension")
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    @Test
    void sql_without_any_condition_shows_one_tenant_and_without_scope_nothing() {
        Tenant first = tenant("first.example");
        Tenant second = tenant("second.example");
        ExtensionDraft draft = new ExtensionDraft("201", "Somebody", true, new VoicemailSettings(false, 20));
        TenantScope.call(first.id(), () -> extensions.create(draft));

        assertThat(transactions.in(first.id(), this::numbers)).containsExactly("201");
        assertThat(transactions.in(second.id(), this::numbers)).isEmpty();
        assertThat(transactions.in(TenantScope.PLATFORM, this::numbers))
                .as("not even the platform reads a tenant's rows")
                .isEmpty();
        assertThat(numbers()).as("no scope").isEmpty();
    }

    private List<String> looked(Tenant tenant, String like) {
        return transactions.look(
                tenant.id(),
                "select number from extensions.extension where number like ?",
                (rs, _) -> rs.getString(1),
                like);
    }

    @Test
    void a_single_look_sees_its_own_tenant_and_leaves_no_scope_behind() {
        Tenant first = tenant("fifth.example");
        Tenant second = tenant("sixth.example");
        ExtensionDraft draft = new ExtensionDraft("202", "Somebody", true, new VoicemailSettings(false, 20));
        TenantScope.call(first.id(), () -> extensions.create(draft));

        for (int i = 0; i < 50; i++) { // whichever connection of the pool it takes
            assertThat(looked(first, "2%")).containsExactly("202");
            assertThat(numbers()).as("no scope").isEmpty();
            assertThat(looked(second, "2%")).isEmpty();
        }
        assertThat(looked(first, "3%")).isEmpty();
    }

    @Test
    void a_look_within_a_transaction_is_a_part_of_it() {
        Tenant first = tenant("seventh.example");
        Tenant second = tenant("eighth.example");
        ExtensionDraft draft = new ExtensionDraft("203", "Somebody", true, new VoicemailSettings(false, 20));

        assertThat(transactions.in(first.id(), () -> {
                    extensions.create(draft);
                    return looked(first, "203");
                }))
                .containsExactly("203");
        assertThatThrownBy(() -> transactions.in(first.id(), () -> looked(second, "203")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_row_cannot_be_written_into_another_tenant() {
        Tenant first = tenant("third.example");
        Tenant second = tenant("fourth.example");
        assertThatThrownBy(() -> transactions.run(
                        first.id(),
                        () -> jdbc.sql("""
                                insert into extensions.extension
                                values (gen_random_uuid(), ?, '201', 'x', true, false, 20, now(), 0)""").param(second.id().value()).update()))
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void the_application_cannot_switch_the_wall_off() {
        assertThatThrownBy(() -> jdbc.sql("alter table extensions.extension disable row level security")
                        .update())
                .hasStackTraceContaining("must be owner");
        assertThat(jdbc.sql("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void every_table_with_a_tenant_is_behind_the_wall_and_owned_by_somebody_else() {
        List<String> open = jdbc.sql("""
                        select c.oid::regclass::text from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
                        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
                          and not (c.relrowsecurity and c.relforcerowsecurity
                                   and exists (select 1 from pg_policy p where p.polrelid = c.oid))""").query((rs, _) -> rs.getString(1)).list();
        assertThat(open).isEmpty();
        assertThat(jdbc.sql("select count(*) from pg_tables where tableowner = current_user")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
