package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringfort.app.platform.access.Role;
import org.ringfort.app.platform.rest.Problem;
import org.ringfort.app.recordings.RecordingDestination;
import org.ringfort.app.recordings.RecordingServer;
import org.ringfort.app.recordings.RecordingServers;
import org.ringfort.app.recordings.RecordingServers.Versioned;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;

/** Where a tenant's recorded calls go, as programs say it. */
class RecordingServerIT extends RestIT {
    private static final String PATH = "/api/v1/recording-server";
    private static final String URI = "sips:recorder@recorder.example.net:5061";

    @Autowired
    RecordingServers servers;

    private static String input(String destination, String uri, String tlsName, String authorities) {
        return """
                {"destination":"%s","uri":"%s","tlsName":"%s","authorities":"%s"}""".formatted(destination, uri, tlsName, authorities);
    }

    private static Browser.Answer put(Browser browser, String body) {
        browser.headers.put("If-Match", String.valueOf(browser.get(PATH).header("ETag")));
        try {
            return browser.put(PATH, body);
        } finally {
            browser.headers.remove("If-Match");
        }
    }

    private static String field(Browser.Answer refused) {
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
        return refused.body().path("errors").path(0).path("field").asString();
    }

    @Test
    void all_is_kept_here_until_somebody_names_a_server_and_every_change_is_audited() {
        Browser program = program();
        assertThat(program.get(PATH).body().path("destination").asString()).isEqualTo("store");
        assertThat(program.put(PATH, input("both", URI, "", "")).status()).isEqualTo(428);
        for (String destination : List.of("both", "server")) {
            Browser.Answer changed = put(program, input(destination, URI, "", ""));
            assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
            assertThat(program.get(PATH).body()).isEqualTo(changed.body());
            assertThat(changed.body().path("destination").asString()).isEqualTo(destination);
        }
        program.headers.put("If-Match", "\"0\"");
        assertThat(program.put(PATH, input("store", URI, "", "")).status()).isEqualTo(412);
        program.headers.remove("If-Match");
        assertThat(program.get("/api/v1/audit-events").body().toString())
                .contains("recording-server.changed", "recorder.example.net");
        assertThat(put(program, input("store", "", "", "")).status()).isEqualTo(200);
    }

    @Test
    @Timeout(60)
    void of_two_who_are_the_first_one_is_told_that_somebody_was_quicker() {
        var tenant = new TenantId(otherTenant());
        CompletableFuture<Versioned> late = transactions.in(tenant, () -> {
            assertThat(servers.change(0, first("quicker")).version()).isEqualTo(1);
            CompletableFuture<Versioned> changed = CompletableFuture.supplyAsync(
                    () -> transactions.in(tenant, () -> servers.change(0, first("slower"))));
            while (!changed.isDone() && waiting() == 0) { // until it waits for us
                Thread.onSpinWait();
            }
            return changed;
        });
        assertThatThrownBy(late::join)
                .cause()
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(412));
        assertThat(transactions.in(tenant, servers::current).server()).isEqualTo(first("quicker"));
    }

    private static RecordingServer first(String name) {
        return new RecordingServer(RecordingDestination.STORE, "sips:" + name + ".example.net", "", "");
    }

    private long waiting() {
        return jdbc.sql("select count(*) from pg_locks where not granted")
                .query(Long.class)
                .single();
    }

    @Test
    void problems_name_the_field() {
        Browser program = program();
        for (String wrong : List.of(
                "",
                "recorder.example.net",
                "https://recorder.example.net",
                "sip:recorder.example.net",
                "sip:recorder.example.net;transport=tcp",
                "sips:recorder.example.net;transport=udp",
                "sips:recorder.example.net;lr",
                "sips:user:secret@recorder.example.net",
                "sips:recorder.example.net?Subject=x",
                "sips:recorder_.example.net",
                "sips:recorder.example.net:99999",
                "sips:recorder.example.net>")) {
            assertThat(field(put(program, input("server", wrong, "", ""))))
                    .as(wrong)
                    .isEqualTo("uri");
        }
        assertThat(field(put(program, input("store", "nowhere", "", "")))).isEqualTo("uri");
        assertThat(field(put(program, input("both", "sips:192.0.2.20", "", ""))))
                .isEqualTo("tlsName");
        assertThat(field(put(program, input("both", "sips:[2001:db8::20]:5061", "", ""))))
                .isEqualTo("tlsName");
        assertThat(field(put(program, input("both", URI, "two words", "")))).isEqualTo("tlsName");
        assertThat(field(put(program, input("both", URI, "", "no certificate"))))
                .isEqualTo("authorities");
        assertThat(put(program, input("elsewhere", URI, "", "")).status()).isEqualTo(422);
        assertThat(put(program, input("both", "sip:192.0.2.20;transport=TLS", "recorder.example.net", ""))
                        .status())
                .isEqualTo(200);
        assertThat(put(program, input("store", "", "", "")).status()).isEqualTo(200);
    }

    @Test
    void whoever_may_not_is_refused() {
        Browser operator = signedIn(Role.OPERATOR);
        assertThat(operator.get(PATH).status()).isEqualTo(200);
        assertThat(put(operator, input("both", URI, "", "")).status()).isEqualTo(403);
        Browser platform = signedIn(Role.PLATFORM_ADMINISTRATOR);
        platform.headers.put("X-Ringfort-Tenant", otherTenant().toString());
        assertThat(platform.get(PATH).body().path("destination").asString()).isEqualTo("store");
        assertThat(put(platform, input("both", URI, "", "")).status()).isEqualTo(403);
        platform.headers.remove("X-Ringfort-Tenant");
    }
}
