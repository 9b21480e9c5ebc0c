package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.TestDatabase;
import org.ringfort.app.certificates.Requests;
import org.ringfort.app.rest.EstClient.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Phones that renew by themselves, and what else is had at the port that asks for certificates. */
class EnrolmentPortIT extends EnrolmentFixture {
    /** @rfc 7030 4.2.2 */
    @Test
    void a_phone_renews_by_the_certificate_that_it_has() throws Exception {
        Phone phone = phone("608");
        KeyPair keys = Requests.curve("secp256r1");
        X509Certificate own =
                client(phone).post(phone.enrol(), request(keys)).certificates().getFirst();
        KeyPair fresh = Requests.curve("secp384r1");
        Answer renewed = showing(own, keys).post(phone.renew(), request(fresh));
        assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
        X509Certificate next = renewed.certificates().getFirst();
        assertThat(next.getPublicKey()).isEqualTo(fresh.getPublic());
        assertThat(next.getSubjectAlternativeNames()).containsExactlyElementsOf(own.getSubjectAlternativeNames());
        assertThat(listed(phone).get(0).path("obtained").asString()).isEqualTo("renewal");
        assertThat(listed(phone).get(1).path("revokedAt").isNull())
                .as("until the phone has the next, the present one is good")
                .isTrue();
        Answer malformed = showing(own, keys).post(phone.renew(), "application/pkcs10", "AAAA");
        assertThat(malformed.status()).isEqualTo(400);

        assertThat(client(phone).post(phone.renew(), request()).status())
                .as("where no certificate is asked for")
                .isEqualTo(403);
        assertThat(EstClient.showing(OWN_PORT, trusted(), null, null)
                        .post(phone.renew(), request())
                        .status())
                .as("without one")
                .isEqualTo(403);
        X509Certificate foreign = read(Files.readString(PKI.certificate("edge")));
        assertThat(showing(foreign, new KeyPair(foreign.getPublicKey(), foreignKey()))
                        .post(phone.renew(), request())
                        .status())
                .as("with somebody else's")
                .isEqualTo(403);
        assertThat(showing(next, fresh)
                        .post(
                                phone.renew()
                                        .replaceAll(
                                                "[0-9a-f-]{36}",
                                                UUID.randomUUID().toString()),
                                request())
                        .status())
                .as("at another tenant")
                .isEqualTo(403);
    }

    @Test
    void a_revoked_certificate_and_one_that_is_over_renew_nothing() throws Exception {
        Phone phone = phone("609");
        KeyPair keys = Requests.curve("secp256r1");
        X509Certificate own =
                client(phone).post(phone.enrol(), request(keys)).certificates().getFirst();
        String id = listed(phone).get(0).path("id").asString();
        assertThat(program().delete(phone.path() + "/certificates/" + id).status())
                .isEqualTo(204);
        assertThat(showing(own, keys).post(phone.renew(), request()).status())
                .as("revoked")
                .isEqualTo(403);
        awaitAudited("auth.failed", "certificate: revoked");

        Instant end = Instant.now().plus(Duration.ofHours(1));
        JsonNode brief = program()
                .post(
                        phone.path() + "/certificates",
                        JsonMapper.shared()
                                .writeValueAsString(Map.of("request", Requests.of(keys), "notAfter", end.toString())))
                .body();
        X509Certificate over = read(brief.path("pem").asString());
        // By the superuser, since the app may not.
        assertThat(TestDatabase.asSuperuser(
                        database,
                        "update certificates.device_certificate set not_after = now() - interval '1 second' where id = '"
                                + brief.path("id").asString() + "'"))
                .isEqualTo(1);
        assertThat(showing(over, keys).post(phone.renew(), request()).status())
                .as("over")
                .isEqualTo(403);
        assertThat(listed(phone)).hasSize(2);
    }

    @Test
    void at_the_port_that_asks_for_certificates_nothing_but_enrolment_is_served() throws Exception {
        EstClient there = EstClient.showing(OWN_PORT, trusted(), null, null);
        for (String other :
                List.of("/", "/api/v1/session", "/.well-known/openid", "/.well-known/est/../../api/v1/session")) {
            assertThat(there.get(other).status()).as(other).isIn(400, 404);
            assertThat(there.get(other).body()).as(other).doesNotContain("stage", "html lang");
        }
        Phone phone = phone("610");
        assertThat(there.as(phone.name(), phone.password())
                        .post(phone.enrol(), request())
                        .status())
                .as("phones that know one address enrol here too")
                .isEqualTo(200);
    }

    @Test
    void no_page_is_served_there_to_browsers_either() throws Exception {
        String nothing = "/.well-known/est/" + UUID.randomUUID() + "/page";
        for (EstClient browser : List.of(client(), EstClient.showing(OWN_PORT, trusted(), null, null))) {
            for (String path : List.of(nothing, "/.well-known/est/", "/.well-known/est/page.html")) {
                Answer answer = browser.with("Accept", "text/html").get(path);
                assertThat(answer.status()).as(path).isEqualTo(404);
                assertThat(answer.body()).as(path).doesNotContainIgnoringCase("<html");
                assertThat(answer.header("content-security-policy")).as(path).startsWith("default-src 'none'");
            }
        }
        assertThat(client().with("Accept", "text/html").get("/.well-known/page").status())
                .isEqualTo(404);
    }
}
