package org.ringfort.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.app.TestDatabase;
import org.ringfort.app.audit.store.AuditStore;
import org.ringfort.app.extensions.ExtensionDraft;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.extensions.VoicemailSettings;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.platform.tenancy.TenantTransactions;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Whoever owns the database may rewrite the audit trail, but not unseen. */
@SpringBootTest
class AuditTrailIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    Tenants tenants;

    @Autowired
    Extensions extensions;

    @Autowired
    Audit audit;

    @Autowired
    TenantTransactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AuditStore store;

    @Autowired
    JsonMapper json;

    @Autowired
    Clock clock;

    @Autowired
    ApplicationEventPublisher listeners;

    @Value("${ringfort.database.url}")
    String database;

    TenantId tenant;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.register(registry);
    }

    /** Each creation of an extension is one link. */
    @BeforeEach
    void fiveLinks() {
        String domain = "audit" + NUMBER.incrementAndGet() + ".example";
        tenant = TenantScope.call(
                        TenantScope.PLATFORM,
                        () -> tenants.create(domain, new TenantDraft("A tenant", List.of(), true, 100, 10)))
                .id();
        for (int i = 1; i <= 5; i++) {
            ExtensionDraft draft = new ExtensionDraft("30" + i, "Somebody", true, new VoicemailSettings(false, 20));
            TenantScope.call(tenant, () -> extensions.create(draft));
        }
        assertThat(verify(Optional.empty()).brokenAt()).isEmpty();
        assertThat(verify(Optional.empty()).links()).isEqualTo(5);
    }

    private Audit.Verification verify(Optional<Audit.Link> known) {
        return TenantScope.call(tenant, () -> audit.verify(known));
    }

    private void superuser(String sql) {
        assertThat(TestDatabase.asSuperuser(database, sql.replace(":tenant", "'" + tenant + "'")))
                .isPositive();
    }

    private void setBackTo(long sequence) {
        superuser("delete from audit.event where tenant_id = :tenant and sequence > " + sequence);
        superuser("update audit.chain_head set sequence = " + sequence
                + ", hash = (select hash from audit.event where tenant_id = :tenant and sequence = " + sequence
                + ") where tenant_id = :tenant");
    }

    @Test
    void the_app_itself_may_not_change_a_link() {
        assertThatThrownBy(() -> transactions.run(
                        tenant,
                        () -> jdbc.sql("update audit.event set actor_name = 'somebody else'")
                                .update()))
                .hasStackTraceContaining("permission denied for table event");
        assertThatThrownBy(() -> transactions.run(
                        tenant, () -> jdbc.sql("delete from audit.event").update()))
                .hasStackTraceContaining("permission denied for table event");
    }

    @Test
    void a_changed_row_is_named() {
        superuser("update audit.event set actor_name = 'somebody else' where tenant_id = :tenant and sequence = 3");
        assertThat(verify(Optional.empty()).brokenAt()).contains(3L);
        assertThat(verify(Optional.empty()).links()).isEqualTo(2);
    }

    @Test
    void a_changed_row_whose_hash_was_made_anew_is_named_by_the_next() {
        superuser("update audit.event set after = null, hash = repeat('ab', 32)"
                + " where tenant_id = :tenant and sequence = 2");
        assertThat(verify(Optional.empty()).brokenAt()).contains(2L);
    }

    @Test
    void a_row_taken_out_is_named() {
        superuser("delete from audit.event where tenant_id = :tenant and sequence = 2");
        assertThat(verify(Optional.empty()).brokenAt()).contains(2L);
    }

    @Test
    void a_row_taken_from_the_end_is_named() {
        superuser("delete from audit.event where tenant_id = :tenant and sequence = 5");
        assertThat(verify(Optional.empty()).brokenAt()).contains(5L);
    }

    @Test
    void an_end_cut_off_together_with_its_head_is_seen_by_the_process_that_wrote_it() {
        setBackTo(3);
        assertThat(verify(Optional.empty()).brokenAt()).contains(4L);
    }

    @Test
    void after_a_restart_it_is_seen_by_a_link_that_the_log_or_an_auditor_kept() {
        Audit.Link noted = verify(Optional.empty()).head();
        setBackTo(3);
        Audit restarted = new Audit(store, transactions, json, clock, listeners);

        assertThat(TenantScope.call(tenant, () -> restarted.verify(Optional.empty()))
                        .brokenAt())
                .as("the chain alone cannot show it")
                .isEmpty();
        assertThat(TenantScope.call(tenant, () -> restarted.verify(Optional.of(noted)))
                        .brokenAt())
                .contains(4L);
    }

    @Test
    void another_chain_put_in_its_place_is_seen_by_a_link_that_was_noted() {
        Audit.Link noted = new Audit.Link(3, "ab".repeat(32));
        assertThat(verify(Optional.of(noted)).brokenAt()).contains(3L);
    }
}
