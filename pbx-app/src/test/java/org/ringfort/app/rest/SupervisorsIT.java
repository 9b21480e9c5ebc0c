package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfort.app.extensions.ExtensionId;
import org.ringfort.app.extensions.Extensions;
import org.ringfort.app.platform.access.Role;
import org.ringfort.app.supervision.Grant;
import org.ringfort.app.supervision.Reach;
import org.ringfort.app.supervision.Supervisors;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may say whose calls may be supervised by whom, and what calls are told of it. */
class SupervisorsIT extends RestIT {
    private static final String PATH = "/api/v1/supervisors";

    @Autowired
    Supervisors supervisors;

    @Autowired
    Extensions extensions;

    private static String supervisor(String supervisor, String supervised, String more) {
        return """
                {"supervisor":"%s","supervised":"%s"%s}""".formatted(supervisor, supervised, more);
    }

    private static String listens(String supervisor, String supervised) {
        return supervisor(supervisor, supervised, ",\"may\":\"listen\"");
    }

    private static String field(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isIn(409, 422);
        return answer.body().path("errors").path(0).path("field").asString();
    }

    private static String code(Browser.Answer answer) {
        return answer.body().path("errors").path(0).path("code").asString();
    }

    /** Identity of a new extension. */
    private static String extension(Browser program, String number) {
        Browser.Answer created = program.post("/api/v1/extensions", extension(number));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created.body().path("id").asString();
    }

    private static String created(Browser program, String body) {
        Browser.Answer created = program.post(PATH, body);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return String.valueOf(created.header("Location"));
    }

    private TenantId tenant() {
        return new TenantId(UUID.fromString(program()
                .get("/api/v1/tenants")
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asString()));
    }

    @Test
    void a_right_lives_with_entity_tags_and_is_written_down_with_both_names() {
        Browser program = program();
        extension(program, "8301");
        extension(program, "8302");
        Browser.Answer created = program.post(PATH, listens("8301", "8302"));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body().path("may").asString()).isEqualTo("listen");
        assertThat(created.body().path("tone").asBoolean()).as("unless said").isTrue();
        assertThat(created.body().path("supervisorName").asString()).isEqualTo("Somebody");
        String path = String.valueOf(created.header("Location"));
        assertThat(program.get(path).body()).isEqualTo(created.body());
        assertThat(program.get(PATH).body().toString()).contains("\"supervised\":\"8302\"");

        String changed = supervisor("8301", "8302", ",\"may\":\"barge\",\"tone\":false");
        assertThat(program.put(path, changed).status()).isEqualTo(428);
        program.headers.put("If-Match", String.valueOf(created.header("ETag")));
        Browser.Answer other = program.put(path, supervisor("8301", "101", ",\"may\":\"barge\""));
        assertThat(field(other)).isEqualTo("supervised");
        assertThat(code(other)).isEqualTo("fixed");
        Browser.Answer answer = program.put(path, changed);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("may").asString()).isEqualTo("barge");
        assertThat(answer.body().path("tone").asBoolean(true)).isFalse();
        assertThat(program.put(path, changed).status()).isEqualTo(412);
        program.headers.remove("If-Match");

        assertThat(program.delete(path).status()).isEqualTo(204);
        assertThat(program.get(path).status()).isEqualTo(404);
        assertThat(program.delete(path).status()).isEqualTo(404);
        String trail = program.get("/api/v1/audit-events").body().toString();
        assertThat(trail)
                .contains("supervisor.created", "supervisor.changed", "supervisor.deleted")
                .contains("\"supervisor\":\"8301\"", "\"supervised\":\"8302\"", "\"supervisedName\":\"Somebody\"");
    }

    @Test
    void calls_are_told_of_one_pair_in_one_direction_and_not_of_what_is_withdrawn() {
        Browser program = program();
        extension(program, "8303");
        extension(program, "8304");
        String path = created(program, supervisor("8303", "8304", ",\"may\":\"whisper\",\"tone\":false"));
        assertThat(supervisors.grant(tenant(), "8303", "8304")).get().satisfies(grant -> {
            assertThat(grant.may()).isEqualTo(Reach.WHISPER);
            assertThat(grant.tone()).isFalse();
            assertThat(path).endsWith(grant.id().toString());
        });
        assertThat(supervisors.grant(tenant(), "8304", "8303")).as("back").isEmpty();
        assertThat(supervisors.grant(tenant(), "8303", "101")).isEmpty();
        assertThat(supervisors.grant(tenant(), "8303", "8303")).isEmpty();
        assertThat(supervisors.grant(tenant(), "+4930901820", "")).isEmpty();
        assertThat(supervisors.grant(new TenantId(otherTenant()), "8303", "8304"))
                .as("elsewhere")
                .isEmpty();
        assertThat(program.delete(path).status()).isEqualTo(204);
        assertThat(supervisors.grant(tenant(), "8303", "8304")).isEmpty();
    }

    @Test
    void there_is_one_right_of_a_pair_and_nobody_supervises_himself() {
        Browser program = program();
        extension(program, "8305");
        extension(program, "8306");
        created(program, listens("8305", "8306"));
        Browser.Answer twice = program.post(PATH, supervisor("8305", "8306", ",\"may\":\"barge\""));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(field(twice)).isEqualTo("supervised");
        created(program, listens("8306", "8305"));
        Browser.Answer self = program.post(PATH, listens("8305", "8305"));
        assertThat(self.status()).isEqualTo(422);
        assertThat(field(self)).isEqualTo("supervised");
        assertThat(code(self)).isEqualTo("same");
    }

    @Test
    void a_key_creates_once() {
        Browser program = program();
        extension(program, "8307");
        extension(program, "8308");
        program.headers.put("Idempotency-Key", UUID.randomUUID().toString());
        Browser.Answer first = program.post(PATH, listens("8307", "8308"));
        Browser.Answer again = program.post(PATH, listens("8307", "8308"));
        assertThat(again.status()).as(again.body().toString()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void problems_name_the_field() {
        Browser program = program();
        extension(program, "8309");
        assertThat(field(program.post(PATH, listens("8399", "8309")))).isEqualTo("supervisor");
        assertThat(field(program.post(PATH, listens("8309", "8399")))).isEqualTo("supervised");
        Browser.Answer both = program.post(PATH, listens("8398", "8399"));
        assertThat(both.body().path("errors").size()).isEqualTo(2);
        assertThat(code(both)).isEqualTo("unknown");
        assertThat(field(program.post(PATH, supervisor("8309", "101", "")))).isEqualTo("may");
        assertThat(field(program.post(PATH, supervisor("8309", "101", ",\"may\":\"watch\""))))
                .isEqualTo("may");
        assertThat(field(program.post(PATH, supervisor("8309", "101", ",\"may\":\"listen\",\"tone\":\"loud\""))))
                .isEqualTo("tone");
        assertThat(field(program.post(PATH, listens("123456789", "101")))).isEqualTo("supervisor");
        Browser.Answer more = program.post(PATH, supervisor("8309", "101", ",\"may\":\"listen\",\"secretly\":true"));
        assertThat(field(more)).isEqualTo("secretly");
        assertThat(code(more)).isEqualTo("unknown");
        assertThat(program.get(PATH).body().toString()).doesNotContain("8309");
    }

    @Test
    void an_extension_that_is_deleted_takes_its_rights_along_and_who_gets_its_number_has_none() {
        Browser program = program();
        String gone = extension(program, "8310");
        extension(program, "8311");
        created(program, listens("8310", "8311"));
        created(program, listens("8311", "8310"));
        String stays = created(program, listens("8311", "101"));
        assertThat(program.delete("/api/v1/extensions/" + gone).status()).isEqualTo(204);
        extension(program, "8310");

        assertThat(supervisors.grant(tenant(), "8310", "8311")).isEmpty();
        assertThat(supervisors.grant(tenant(), "8311", "8310")).isEmpty();
        assertThat(program.get(PATH).body().toString()).doesNotContain("8310");
        assertThat(program.get(stays).status()).isEqualTo(200);
        int withdrawn = 0;
        for (var event : program.get("/api/v1/audit-events?action=supervisor.deleted")
                .body()
                .path("items")) {
            String before = event.path("before").toString();
            withdrawn += before.contains("8310") && before.contains("8311") ? 1 : 0;
        }
        assertThat(withdrawn).as("each is in the trail").isEqualTo(2);
    }

    @Test
    @Timeout(60)
    void a_right_that_is_made_while_its_extension_is_deleted_does_not_stand() throws Exception {
        Browser program = program();
        ExtensionId leaving = new ExtensionId(UUID.fromString(extension(program, "8316")));
        CompletableFuture<Browser.Answer> late = transactions.in(tenant(), () -> {
            extensions.delete(leaving);
            var sent = CompletableFuture.supplyAsync(() -> program.post(PATH, listens("8316", "101")));
            while (!sent.isDone() && waiting() == 0) { // until it waits for us
                Thread.onSpinWait();
            }
            return sent;
        });
        assertThat(field(late.get())).isEqualTo("supervisor");
        assertThat(program.get(PATH).body().toString()).doesNotContain("8316");
    }

    private long waiting() {
        return jdbc.sql("select count(*) from pg_locks where not granted")
                .query(Long.class)
                .single();
    }

    @Test
    void the_platform_and_operators_let_nobody_supervise() {
        Browser program = program();
        extension(program, "8312");
        String path = created(program, listens("8312", "101"));
        for (Role role : new Role[] {Role.OPERATOR, Role.AUDITOR}) {
            Browser browser = signedIn(role);
            assertThat(browser.get(path).status()).as(role.wireName()).isEqualTo(200);
            assertThat(browser.post(PATH, listens("101", "8312")).status())
                    .as(role.wireName())
                    .isEqualTo(403);
            assertThat(browser.delete(path).status()).as(role.wireName()).isEqualTo(403);
        }
        assertThat(signedIn(Role.USER).get(PATH).status()).isEqualTo(403);
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", tenant().toString());
        try {
            assertThat(platform.get(path).status()).isEqualTo(200);
            assertThat(platform.post(PATH, listens("101", "8312")).status()).isEqualTo(403);
            assertThat(platform.with("If-Match", "\"0\"")
                            .put(path, supervisor("8312", "101", ",\"may\":\"barge\""))
                            .status())
                    .isEqualTo(403);
            assertThat(platform.delete(path).status()).isEqualTo(403);
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
            platform.headers.remove("If-Match");
        }
    }

    @Test
    void another_tenants_extensions_and_rights_are_not_there() {
        Browser program = program();
        extension(program, "8313");
        String path = created(program, listens("8313", "101"));
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        try {
            extension(platform, "8314");
            assertThat(platform.get(path).status()).isEqualTo(404);
            assertThat(platform.get(PATH).body().toString()).doesNotContain("8313");
        } finally {
            platform.headers.remove("X-Ringfort-Tenant");
        }
        assertThat(field(program.post(PATH, listens("8313", "8314")))).isEqualTo("supervised");
        assertThat(field(program.post(PATH, listens("8314", "8313")))).isEqualTo("supervisor");
        Grant ours = supervisors.grant(tenant(), "8313", "101").orElseThrow();
        assertThat(transactions.in(
                        new TenantId(otherTenant()),
                        () -> jdbc.sql("select count(*) from supervision.supervisor where id = ?")
                                .param(ours.id().value())
                                .query(Long.class)
                                .single()))
                .as("PostgreSQL itself says so")
                .isZero();
    }

    @Test
    void a_tenant_has_so_many_rights_and_no_more() {
        Browser program = program();
        extension(program, "8315");
        TenantId tenant = tenant();
        UUID mark = UUID.randomUUID();
        transactions.run(
                tenant,
                () -> IntStream.range(0, 1_000)
                        .forEach(_ -> jdbc.sql("""
                                insert into supervision.supervisor values (gen_random_uuid(), :tenant, :mark, '99',
                                    gen_random_uuid(), '98', 'listen', true, now(), 0)""")
                                .params(Map.of("tenant", tenant.value(), "mark", mark))
                                .update()));
        try {
            Browser.Answer answer = program.post(PATH, listens("8315", "101"));
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("limit-reached");
        } finally {
            transactions.run(
                    tenant,
                    () -> jdbc.sql("delete from supervision.supervisor where supervisor_id = ?")
                            .param(mark)
                            .update());
        }
        created(program, listens("8315", "101"));
    }
}
