package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.Eventually;
import org.ringfort.app.certificates.Requests;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.rest.EstClient.Answer;
import org.ringfort.app.tenants.TenantDraft;

/** Phones that enrol by themselves with a password. */
class EnrolmentIT extends EnrolmentFixture {
    /** @rfc 7030 4.2.1
     *  @rfc 7030 4.1.3 */
    @Test
    void a_phone_has_one_certificate_for_its_password() throws Exception {
        Phone phone = phone("601");
        assertThat(phone.url()).matches("/\\.well-known/est/[0-9a-f-]{36}");
        Answer authority = client().get(phone.url() + "/cacerts");
        assertThat(authority.status()).isEqualTo(200);
        assertThat(authority.header("content-type")).isEqualTo("application/pkcs7-mime;smime-type=certs-only");
        X509Certificate signer = authority.certificates().getFirst();

        KeyPair keys = Requests.curve("secp256r1");
        Answer issued = client(phone).post(phone.enrol(), request(keys));
        assertThat(issued.status()).as(issued.body()).isEqualTo(200);
        assertThat(issued.header("content-type")).isEqualTo("application/pkcs7-mime;smime-type=certs-only");
        assertThat(issued.certificates()).hasSize(1);
        X509Certificate certificate = issued.certificates().getFirst();
        certificate.verify(signer.getPublicKey());
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + phone.name());
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(List.of(6, "sip:" + phone.name() + "@acme.example"));

        assertThat(listed(phone)).hasSize(1);
        assertThat(listed(phone).get(0).path("obtained").asString()).isEqualTo("enrolment-password");
        String target = "\"kind\":\"enrolment-password\",\"id\":\""
                + phone.path().substring(phone.path().lastIndexOf('/') + 1);
        assertThat(audited("enrolment-password.created")).containsOnlyOnce(target);
        assertThat(audited("enrolment-password.used")).containsOnlyOnce(target);
        assertThat(audited("enrolment-password.used")).contains("\"name\":\"" + phone.name() + '"');

        Answer again = client(phone).post(phone.enrol(), request());
        assertThat(again.status()).as("used").isEqualTo(401);
        assertThat(listed(phone)).hasSize(1);
        assertThat(program()
                        .get(phone.path() + "/enrolment-password")
                        .body()
                        .path("usedAt")
                        .asString())
                .isNotEmpty();
    }

    /** @rfc 7030 4.5.2 */
    @Test
    void what_keys_are_asked_for_is_told() {
        Answer told = client().get("/.well-known/est/" + UUID.randomUUID() + "/csrattrs");
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.header("content-type")).isEqualTo("application/csrattrs");
        // SEQUENCE { SEQUENCE { ecPublicKey, SET { prime256v1 } }, ecdsa-with-SHA256 }
        assertThat(java.util.HexFormat.of().formatHex(Base64.getMimeDecoder().decode(told.body())))
                .isEqualTo("3021" + "3015" + "06072a8648ce3d0201" + "310a" + "06082a8648ce3d030107"
                        + "06082a8648ce3d040302");
    }

    /** @rfc 8951 3.1 */
    @Test
    void a_request_that_is_not_good_is_told_why_and_costs_no_password() throws Exception {
        Phone phone = phone("602");
        EstClient client = client(phone);
        for (String malformed : List.of("", "no base64!", "AAAA", "MIAwgDCA", "-----BEGIN CERTIFICATE REQUEST-----")) {
            Answer answer = client.post(phone.enrol(), "application/pkcs10", malformed);
            assertThat(answer.status()).as(malformed).isEqualTo(400);
            assertThat(answer.header("content-type")).startsWith("text/plain");
            assertThat(answer.body().lines()).hasSize(1);
        }
        byte[] forged = request();
        forged[forged.length - 5] ^= 1;
        assertThat(client.post(phone.enrol(), forged).status()).isEqualTo(400);
        assertThat(client.post(phone.enrol(), request(Requests.rsa(2048))).body())
                .contains("RSA");
        assertThat(client.post(phone.enrol(), "text/plain", "AAAA").status()).isEqualTo(415);
        assertThat(client.post(phone.enrol(), "application/pkcs10", "A".repeat(20_000))
                        .status())
                .isEqualTo(413);
        assertThat(listed(phone)).isEmpty();
        String oneLine = Base64.getEncoder().encodeToString(request());
        assertThat(client.post(phone.enrol(), "application/pkcs10", oneLine).status())
                .isEqualTo(200);
    }

    /** @rfc 7030 3.2.3 */
    @Test
    void whatever_is_wrong_is_refused_alike() throws Exception {
        Phone phone = phone("603");
        UUID other = TenantScope.call(
                        TenantScope.PLATFORM,
                        () -> tenants.create("enrolling.example", new TenantDraft("Other", List.of(), true, 10, 5)))
                .id()
                .value();
        String path = "/.well-known/est/";
        Map<String, Answer> refused = Map.of(
                "no credentials",
                client().post(phone.enrol(), request()),
                "wrong password",
                client().as(phone.name(), "x".repeat(24)).post(phone.enrol(), request()),
                "no such device",
                client().as("nobody", phone.password()).post(phone.enrol(), request()),
                "another tenant's",
                client(phone).post(path + other + "/simpleenroll", request()),
                "no such tenant",
                client(phone).post(path + UUID.randomUUID() + "/simpleenroll", request()),
                "no tenant at all",
                client(phone).post(path + "acme.example/simpleenroll", request()),
                "the platform",
                client(phone).post(path + new UUID(0, 0) + "/simpleenroll", request()));
        refused.forEach((why, answer) -> {
            assertThat(answer.status()).as(why).isEqualTo(401);
            assertThat(answer.body()).as(why).isEqualTo(KNOWN);
            assertThat(answer.header("www-authenticate"))
                    .as(why)
                    .isEqualTo("Basic realm=\"enrolment\", charset=\"UTF-8\"");
        });
        for (String none : List.of(other.toString(), UUID.randomUUID().toString(), "acme.example")) {
            assertThat(client().get(path + none + "/cacerts").status())
                    .as("there, without an authority, or not there: %s", none)
                    .isEqualTo(404);
        }
        awaitAudited("auth.failed", "\"kind\":\"extension\",\"id\":\"603\"");
        assertThat(client(phone).post(phone.enrol(), request()).status())
                .as("from elsewhere the right one is right")
                .isEqualTo(200);
    }

    @Test
    void a_password_ends_by_its_time_by_another_and_when_it_is_withdrawn() throws Exception {
        String device = device("604");
        Phone brief = ordered(device, Map.of());
        endItsTime(brief);
        assertThat(client(brief).post(brief.enrol(), request()).status())
                .as("expired")
                .isEqualTo(401);

        Phone first = ordered(device, Map.of());
        Phone second = ordered(device, Map.of());
        assertThat(known(device)).as("good").isTrue();
        assertThat(client(first).post(first.enrol(), request()).status())
                .as("replaced")
                .isEqualTo(401);
        assertThat(program().delete(device + "/enrolment-password").status()).isEqualTo(204);
        assertThat(client(second).post(second.enrol(), request()).status())
                .as("withdrawn")
                .isEqualTo(401);
        assertThat(known(device)).as("withdrawn").isFalse();
        for (String wrong : List.of("2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z")) {
            assertThat(program()
                            .post(device + "/enrolment-password", "{\"expiresAt\":\"" + wrong + "\"}")
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void a_password_ends_after_five_wrong_ones_wherever_they_come_from() throws Exception {
        Phone phone = phone("605");
        EstClient last = client();
        for (int i = 0; i < 5; i++) {
            assertThat((i == 4 ? last : client())
                            .as(phone.name(), "wrong " + i)
                            .post(phone.enrol(), request())
                            .status())
                    .isEqualTo(401);
        }
        assertThat(client(phone).post(phone.enrol(), request()).status()).isEqualTo(401);
        assertThat(audited("enrolment-password.exhausted"))
                .contains(device(phone).toString(), '"' + last.address() + '"');
    }

    @Test
    void wrong_passwords_end_in_a_ban_and_one_that_is_sent_again_counts_once() throws Exception {
        Phone first = phone("606");
        EstClient stuck = client().as(first.name(), "one and the same");
        for (int i = 0; i < 6; i++) {
            assertThat(stuck.post(first.enrol(), request()).status()).isEqualTo(401);
        }
        assertThat(stuck.as(first.name(), first.password())
                        .post(first.enrol(), request())
                        .status())
                .as("it was one wrong password")
                .isEqualTo(200);

        Phone phone = ordered(first.path(), Map.of());
        EstClient guesser = client();
        for (int i = 0; i < 3; i++) {
            guesser.as(phone.name(), "guess " + i).post(phone.enrol(), request());
        }
        assertThat(guesser.as(phone.name(), phone.password())
                        .post(phone.enrol(), request())
                        .status())
                .as("not looked at any more")
                .isEqualTo(401);
        assertThat(client(phone).post(phone.enrol(), request()).status())
                .as("from elsewhere")
                .isEqualTo(200);
    }

    @Test
    void a_right_password_that_is_over_or_used_is_no_guess_and_bans_nobody() throws Exception {
        String device = device("612");
        EstClient site = client();
        for (int i = 0; i < 3; i++) {
            Phone late = ordered(device, Map.of());
            endItsTime(late);
            assertThat(site.as(late.name(), late.password())
                            .post(late.enrol(), request())
                            .status())
                    .as("over")
                    .isEqualTo(401);
        }
        Phone used = ordered(device, Map.of());
        assertThat(client(used).post(used.enrol(), request()).status()).isEqualTo(200);
        assertThat(site.as(used.name(), used.password())
                        .post(used.enrol(), request())
                        .status())
                .as("used")
                .isEqualTo(401);
        awaitAudited("auth.failed", "enrolment password is over");
        Phone good = ordered(device, Map.of());
        assertThat(site.as(good.name(), good.password())
                        .post(good.enrol(), request())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void passwords_go_with_their_device_with_its_extension_and_long_after_their_end() throws Exception {
        Phone first = phone("615");
        Phone second = phone("616");
        Phone third = phone("617");
        assertThat(List.of(kept(first), kept(second), kept(third))).containsOnly(1);
        delete(first.path());
        delete(second.path().substring(0, second.path().indexOf("/devices")));
        Eventually.holds("of a device none is kept", () -> kept(first) == 0);
        Eventually.holds("of an extension none is kept", () -> kept(second) == 0);
        Instant day = Instant.now().plus(Duration.ofHours(12));
        transactions.run(tenant(third), () -> passwords.deleteOver(tenant(third), day));
        assertThat(kept(third)).as("not over yet").isEqualTo(1);
        transactions.run(tenant(third), () -> passwords.deleteOver(tenant(third), day.plus(Duration.ofDays(1))));
        assertThat(kept(third)).as("over").isZero();
    }

    @Test
    void who_asks_too_often_is_told_to_wait_before_anything_is_looked_at() throws Exception {
        Phone phone = phone("607");
        EstClient busy = client(phone);
        for (int i = 0; i < 60; i++) {
            assertThat(busy.get(phone.url() + "/csrattrs").status()).isEqualTo(200);
        }
        Answer refused = busy.post(phone.enrol(), request());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo("60");
        assertThat(client(phone).post(phone.enrol(), request()).status())
                .as("somebody else")
                .isEqualTo(200);
    }

    @Test
    void bodies_that_do_not_come_keep_nobody_out() throws Exception {
        Phone slow = phone("613");
        List<HalfPost> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                waiting.add(HalfPost.to(port, slow.enrol(), slow.name(), slow.password()));
            }
            Phone phone = phone("614");
            assertThat(client(phone).post(phone.enrol(), request()).status())
                    .as("while twelve of others are open")
                    .isEqualTo(200);
            for (HalfPost half : waiting) {
                assertThat(half.breakOff()).startsWith("HTTP/1.1 400");
            }
        } finally {
            for (HalfPost half : waiting) {
                half.close();
            }
        }
        assertThat(known(slow.path())).as("its password is still good").isTrue();
    }

    @Test
    void a_device_that_is_switched_off_enrols_no_more_than_it_registers() throws Exception {
        Phone phone = phone("611");
        Browser program = program();
        program.headers.put("If-Match", String.valueOf(program.get(phone.path()).header("ETag")));
        assertThat(program.put(phone.path(), DEVICE.replace("\"enabled\":true", "\"enabled\":false"))
                        .status())
                .isEqualTo(200);
        assertThat(client(phone).post(phone.enrol(), request()).status()).isEqualTo(401);
    }
}
