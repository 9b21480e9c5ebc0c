package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringfort.app.EventStream;
import org.ringfort.app.identity.TotpCodes;
import org.ringfort.app.platform.access.Role;

/** Signing in, step by step, with the attacks on each step. */
class SessionIT extends RestIT {
    private static final String REPLACEMENT = "plover kettle anvil moss";

    private record Newcomer(String id, String username, String password) {}

    private Newcomer newcomer(String username) {
        Browser.Answer created =
                signedIn(Role.TENANT_ADMINISTRATOR).post("/api/v1/administrators", """
                {"username":"%s","displayName":"New Comer","role":"operator"}""".formatted(username));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return new Newcomer(
                created.body().path("administrator").path("id").asString(),
                username,
                created.body().path("password").asString());
    }

    /** Enrols and changes the first password; returns the code that was used. */
    private String settle(Browser browser, Newcomer newcomer) {
        Browser.Answer begun = browser.post("/api/v1/session/enrolment", null);
        String secret = begun.body().path("secret").asString();
        assertThat(begun.body().path("uri").asString())
                .startsWith("otpauth://totp/Ringfort:")
                .contains(secret);
        assertThat(begun.body().path("qrSvg").asString()).startsWith("<svg ");
        String code = TotpCodes.now(secret);
        Browser.Answer done = browser.post("/api/v1/session/enrolment/confirm", """
                {"code":"%s"}""".formatted(code));
        assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
        assertThat(done.body().path("recoveryCodes")).hasSize(10);
        assertThat(done.body().path("session").path("stage").asString()).isEqualTo("password-change");
        Browser.Answer changed =
                browser.put("/api/v1/session/password", """
                {"current":"%s","replacement":"%s"}""".formatted(newcomer.password(), REPLACEMENT));
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.body().path("stage").asString()).isEqualTo("complete");
        return code;
    }

    @Test
    void a_newcomer_enrols_then_changes_the_password_then_works() {
        Newcomer newcomer = newcomer("newcomer");
        Browser browser = passwordGiven(newcomer.username(), newcomer.password());
        assertThat(browser.get("/api/v1/session").body().path("stage").asString())
                .isEqualTo("enrolment");
        assertThat(browser.get("/api/v1/extensions").code()).isEqualTo("enrolment-required");

        Browser.Answer begun = browser.post("/api/v1/session/enrolment", null);
        String secret = begun.body().path("secret").asString();
        assertThat(browser.post("/api/v1/session/enrolment/confirm", "{\"code\":\"000000\"}")
                        .status())
                .isEqualTo(422);
        Browser.Answer done = browser.post("/api/v1/session/enrolment/confirm", """
                {"code":"%s"}""".formatted(TotpCodes.now(secret)));
        assertThat(done.status()).as(done.body().toString()).isEqualTo(200);
        String recovery = done.body().path("recoveryCodes").get(0).asString();
        assertThat(browser.get("/api/v1/extensions").code()).isEqualTo("password-change-required");

        Browser.Answer weak = browser.put("/api/v1/session/password", """
                {"current":"%s","replacement":"newcomer-newcomer"}""".formatted(newcomer.password()));
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.body().path("errors").get(0).path("field").asString()).isEqualTo("replacement");
        browser.put("/api/v1/session/password", """
                {"current":"%s","replacement":"%s"}""".formatted(newcomer.password(), REPLACEMENT));
        assertThat(browser.get("/api/v1/extensions").status()).isEqualTo(200);

        Browser without = passwordGiven(newcomer.username(), REPLACEMENT);
        String body = "{\"code\":\"" + recovery + "\"}";
        assertThat(without.post("/api/v1/session/recovery", body).status()).isEqualTo(200);
        assertThat(without.get("/api/v1/extensions").status()).isEqualTo(200);
        Browser again = passwordGiven(newcomer.username(), REPLACEMENT);
        assertThat(again.post("/api/v1/session/recovery", body).status())
                .as("used up")
                .isEqualTo(422);
    }

    @Test
    void a_code_counts_once_even_for_another_browser() {
        Newcomer newcomer = newcomer("twice");
        Browser first = passwordGiven(newcomer.username(), newcomer.password());
        String used = settle(first, newcomer);

        Browser second = passwordGiven(newcomer.username(), REPLACEMENT);
        Browser.Answer replayed = second.post("/api/v1/session/totp", "{\"code\":\"" + used + "\"}");
        assertThat(replayed.status()).isEqualTo(422);
        assertThat(replayed.body().path("errors").get(0).path("field").asString())
                .isEqualTo("code");
    }

    @Test
    void a_second_factor_that_is_set_up_is_not_replaced_by_a_password() {
        Browser half = passwordGiven(Role.AUDITOR.wireName(), PASSWORD);
        assertThat(half.post("/api/v1/session/enrolment", null).status()).isEqualTo(409);
        assertThat(half.post("/api/v1/session/enrolment/confirm", "{\"code\":\"123456\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_password_reset_ends_sessions_and_is_audited() {
        Newcomer newcomer = newcomer("forgetful");
        Browser browser = passwordGiven(newcomer.username(), newcomer.password());
        settle(browser, newcomer);
        assertThat(browser.get("/api/v1/extensions").status()).isEqualTo(200);

        signedIn(Role.TENANT_ADMINISTRATOR).post("/api/v1/administrators/" + newcomer.id() + "/password-reset", null);

        assertThat(browser.get("/api/v1/extensions").status()).isEqualTo(401);
        Browser.Answer events = signedIn(Role.AUDITOR).get("/api/v1/audit-events?action=administrator.password-reset");
        assertThat(events.body().path("items").get(0).path("target").path("id").asString())
                .isEqualTo(newcomer.id());
    }

    @Test
    void a_disabled_person_is_out_at_once() {
        Newcomer newcomer = newcomer("leaver");
        Browser browser = passwordGiven(newcomer.username(), newcomer.password());
        settle(browser, newcomer);
        Browser administrator = signedIn(Role.TENANT_ADMINISTRATOR);
        Browser.Answer read = administrator.get("/api/v1/administrators/" + newcomer.id());
        administrator.headers.put("If-Match", String.valueOf(read.header("ETag")));
        try {
            Browser.Answer changed = administrator.put("/api/v1/administrators/" + newcomer.id(), """
                    {"displayName":"Gone","role":"operator","enabled":false}""");
            assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        } finally {
            administrator.headers.remove("If-Match");
        }
        assertThat(browser.get("/api/v1/extensions").status()).isEqualTo(401);
    }

    @Test
    void signing_in_changes_the_name_of_the_session_at_each_step() {
        Newcomer newcomer = newcomer("fixated");
        Browser browser = stranger();
        browser.cookies.put("__Host-session", "bm90LWEtc2Vzc2lvbg");
        browser.get("/api/v1/session");
        browser.post("/api/v1/session", """
                {"username":"fixated","password":"%s"}""".formatted(newcomer.password()));
        String half = browser.cookies.get("__Host-session");
        assertThat(half).isNotEqualTo("bm90LWEtc2Vzc2lvbg");
        settle(browser, newcomer);
        assertThat(browser.cookies.get("__Host-session")).isNotEqualTo(half);
    }

    @Test
    void the_cookie_is_for_this_host_secure_and_out_of_reach_of_scripts() {
        Browser browser = stranger();
        browser.get("/api/v1/session");
        Browser.Answer answer = browser.post("/api/v1/session", """
                {"username":"operator","password":"%s"}""".formatted(PASSWORD));
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-session=")
                        .contains("; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/")
                        .doesNotContain("Domain="));
    }

    @Test
    void a_forged_request_without_the_token_is_refused() {
        Browser browser = passwordGiven("operator", PASSWORD);
        browser.cookies.remove("XSRF-TOKEN");
        Browser.Answer forged = browser.post("/api/v1/session/totp", "{\"code\":\"123456\"}");
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.code()).isEqualTo("csrf");
    }

    @Test
    void unknown_names_and_wrong_passwords_look_alike_and_wait_after_a_few() {
        Browser browser = stranger();
        browser.get("/api/v1/session");
        Browser.Answer unknown = browser.post("/api/v1/session", "{\"username\":\"nobody\",\"password\":\"x\"}");
        newcomer("guessed");
        Browser.Answer wrong = browser.post("/api/v1/session", "{\"username\":\"guessed\",\"password\":\"x\"}");
        assertThat(wrong.status()).isEqualTo(401).isEqualTo(unknown.status());
        assertThat(wrong.body()).isEqualTo(unknown.body());
        for (int i = 0; i < 5; i++) {
            browser.post("/api/v1/session", "{\"username\":\"guessed\",\"password\":\"x\"}");
        }
        Browser.Answer waiting = browser.post("/api/v1/session", "{\"username\":\"guessed\",\"password\":\"x\"}");
        assertThat(waiting.status()).isEqualTo(429);
        assertThat(waiting.header("Retry-After")).matches("[1-9][0-9]*");
        Browser.Answer events = signedIn(Role.AUDITOR).get("/api/v1/audit-events?action=sign-in.failed");
        assertThat(events.body().path("items")).anySatisfy(event -> {
            assertThat(event.path("actor").path("kind").asString()).isEqualTo("STRANGER");
            assertThat(event.path("actor").path("name").asString()).isEqualTo("guessed");
            assertThat(event.path("sourceAddress").asString()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void signing_out_ends_the_session_on_the_server() {
        Newcomer newcomer = newcomer("goer");
        Browser browser = passwordGiven(newcomer.username(), newcomer.password());
        settle(browser, newcomer);
        String kept = browser.cookies.get("__Host-session");
        assertThat(browser.delete("/api/v1/session").status()).isEqualTo(204);
        browser.cookies.put("__Host-session", String.valueOf(kept));
        assertThat(browser.get("/api/v1/extensions").status()).isEqualTo(401);
        assertThat(browser.get("/api/v1/session").body().path("stage").asString())
                .isEqualTo("anonymous");
    }

    @Test
    void a_signed_out_sessions_stream_of_events_ends_and_others_go_on() {
        Newcomer newcomer = newcomer("listener");
        Browser leaving = passwordGiven(newcomer.username(), newcomer.password());
        settle(leaving, newcomer);
        Browser staying = signedIn(Role.TENANT_ADMINISTRATOR);
        try (EventStream stream = EventStream.open(port, "Cookie", cookie(leaving));
                EventStream other = EventStream.open(port, "Cookie", cookie(staying))) {
            assertThat(leaving.delete("/api/v1/session").status()).isEqualTo(204);
            assertThat(stream.ends()).isTrue();

            Browser.Answer made = program().post("/api/v1/extensions", extension("8181"));
            assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
            other.await("audit", "8181");
            assertThat(stream.seen()).noneMatch(event -> event.contains("8181"));
        }
    }

    private static String cookie(Browser browser) {
        return "__Host-session=" + browser.cookies.get("__Host-session");
    }
}
