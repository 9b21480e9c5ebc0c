package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ringfort.app.certificates.Requests;
import org.ringfort.app.platform.tenancy.TenantScope;
import org.ringfort.app.provisioning.store.EnrolmentPasswordStore;
import org.ringfort.app.rest.EstClient.Answer;
import org.ringfort.app.tenants.TenantDraft;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.app.voice.EdgePki;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Phones that enrol by themselves, at the console's port and at the one that asks for certificates. */
class EnrolmentIT extends RestIT {
    private static final EdgePki PKI = new EdgePki();
    private static final int OWN_PORT = freePort();
    private static final String DEVICE = """
            {"name":"Desk","digestFloor":"md5","keying":"sdes","exception":null,"mayCall":true,"enabled":true}""";
    private static final String KNOWN =
            "Send the device's authentication name and an enrolment password that is good.\n";

    @Autowired
    Tenants tenants;

    @Autowired
    EnrolmentPasswordStore passwords;

    @DynamicPropertySource
    static void enrolment(DynamicPropertyRegistry registry) {
        registry.add("ringfort.enrolment.port", () -> OWN_PORT);
        registry.add("ringfort.web.certificate", () -> PKI.certificate("app").toString());
        registry.add("ringfort.web.key", () -> PKI.key("app").toString());
    }

    private static int freePort() {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** A device, and what its phone is told. */
    private record Phone(String path, String url, String name, String password) {
        String enrol() {
            return url + "/simpleenroll";
        }

        String renew() {
            return url + "/simplereenroll";
        }
    }

    private String device(String number) {
        String extension = program()
                .post("/api/v1/extensions", extension(number))
                .body()
                .path("id")
                .asString();
        String devices = "/api/v1/extensions/" + extension + "/devices";
        return devices + "/"
                + program()
                        .post(devices, DEVICE)
                        .body()
                        .path("device")
                        .path("id")
                        .asString();
    }

    private Phone ordered(String device, Map<String, String> wanted) {
        Browser.Answer answer = program()
                .post(device + "/enrolment-password", JsonMapper.shared().writeValueAsString(wanted));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        JsonNode told = answer.body();
        return new Phone(
                device,
                told.path("url").asString(),
                told.path("username").asString(),
                told.path("password").asString());
    }

    /** Whether the device could enrol now, as the console shows it. */
    private boolean known(String device) {
        return program().get(device + "/enrolment-password").body().path("good").asBoolean();
    }

    private Phone phone(String number) {
        return ordered(device(number), Map.of());
    }

    private EstClient client() {
        return EstClient.at(port);
    }

    private EstClient client(Phone phone) {
        return client().as(phone.name(), phone.password());
    }

    private static byte[] request(KeyPair keys) throws Exception {
        return Base64.getMimeDecoder().decode(Requests.of(keys).replaceAll("-----[A-Z ]+-----", ""));
    }

    private static byte[] request() throws Exception {
        return request(Requests.curve("secp256r1"));
    }

    private EstClient showing(X509Certificate certificate, KeyPair keys) throws Exception {
        return EstClient.showing(OWN_PORT, trusted(), certificate, keys);
    }

    private static X509Certificate trusted() throws Exception {
        return read(Files.readString(PKI.trust()));
    }

    private static PrivateKey foreignKey() throws Exception {
        String pem = Files.readString(PKI.key("edge")).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
    }

    private JsonNode listed(Phone phone) {
        return program().get(phone.path() + "/certificates").body().path("items");
    }

    private String audited(String action) {
        return program().get("/api/v1/audit-events?action=" + action).text();
    }

    /** Waits for what is written beside the work. */
    private void awaitAudited(String action, String what) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(15);
        while (!audited(action).contains(what) && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(audited(action)).contains(what);
    }

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
        assertThat(audited("enrolment-password.used").toLowerCase(java.util.Locale.ROOT))
                .contains("\"device\"");

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
        awaitAudited("auth.failed", "wrong enrolment password");
        assertThat(client(phone).post(phone.enrol(), request()).status())
                .as("from elsewhere the right one is right")
                .isEqualTo(200);
    }

    @Test
    void a_password_ends_by_its_time_by_another_and_when_it_is_withdrawn() throws Exception {
        String device = device("604");
        Instant end = Instant.now().plus(Duration.ofMillis(1500));
        Phone brief = ordered(device, Map.of("expiresAt", end.toString()));
        while (Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
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
            assertThat((i == 4 ? last : client()).as(phone.name(), "wrong " + i)
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
        Instant end = Instant.now().plusSeconds(15);
        while (kept(first) + kept(second) > 0 && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(kept(first)).as("of a device").isZero();
        assertThat(kept(second)).as("of an extension").isZero();
        Instant day = Instant.now().plus(Duration.ofHours(12));
        transactions.run(tenant(third), () -> passwords.deleteOver(tenant(third), day));
        assertThat(kept(third)).as("not over yet").isEqualTo(1);
        transactions.run(tenant(third), () -> passwords.deleteOver(tenant(third), day.plus(Duration.ofDays(1))));
        assertThat(kept(third)).as("over").isZero();
    }

    private void delete(String path) {
        Browser program = program();
        program.headers.put("If-Match", String.valueOf(program.get(path).header("ETag")));
        assertThat(program.delete(path).status()).isEqualTo(204);
    }

    private static TenantId tenant(Phone phone) {
        return new TenantId(UUID.fromString(phone.url().substring(phone.url().lastIndexOf('/') + 1)));
    }

    private static UUID device(Phone phone) {
        return UUID.fromString(phone.path().substring(phone.path().lastIndexOf('/') + 1));
    }

    private int kept(Phone phone) {
        return transactions.in(
                tenant(phone),
                () -> jdbc.sql("select count(*) from provisioning.enrolment_password where device_id = ?")
                        .param(device(phone))
                        .query(Integer.class)
                        .single());
    }

    /** As if the day were over. */
    private void endItsTime(Phone phone) {
        var tenant =
                new TenantId(UUID.fromString(phone.url().substring(phone.url().lastIndexOf('/') + 1)));
        UUID device = UUID.fromString(phone.path().substring(phone.path().lastIndexOf('/') + 1));
        transactions.run(
                tenant,
                () -> assertThat(jdbc.sql("update provisioning.enrolment_password"
                                        + " set expires_at = now() - interval '1 second' where device_id = ?")
                                .param(device)
                                .update())
                        .isEqualTo(1));
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

        Instant end = Instant.now().plusSeconds(2);
        JsonNode brief = program()
                .post(
                        phone.path() + "/certificates",
                        JsonMapper.shared()
                                .writeValueAsString(Map.of("request", Requests.of(keys), "notAfter", end.toString())))
                .body();
        X509Certificate over = read(brief.path("pem").asString());
        while (Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(showing(over, keys).post(phone.renew(), request()).status())
                .as("over")
                .isEqualTo(403);
        assertThat(listed(phone)).hasSize(2);
    }

    private static X509Certificate read(String pem) throws Exception {
        return (X509Certificate) java.security.cert.CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new java.io.ByteArrayInputStream(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
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
