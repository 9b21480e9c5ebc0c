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
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.ringfort.app.Eventually;
import org.ringfort.app.certificates.Requests;
import org.ringfort.app.provisioning.store.EnrolmentPasswordStore;
import org.ringfort.app.tenants.Tenants;
import org.ringfort.app.voice.EdgePki;
import org.ringfort.kernel.id.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Phones that enrol by themselves, at the console's port and at the one that asks for certificates; without a test. */
abstract class EnrolmentFixture extends RestIT {
    static final EdgePki PKI = new EdgePki();
    static final int OWN_PORT = freePort();
    static final String TOLD = "https://pbx.example:" + OWN_PORT;
    static final String DEVICE = """
            {"name":"Desk","digestFloor":"md5","keying":"sdes","exception":null,"mayCall":true,"enabled":true}""";
    static final String KNOWN = "Send the device's authentication name and an enrolment password that is good.\n";

    @Value("${ringfort.database.url}")
    String database;

    @Autowired
    Tenants tenants;

    @Autowired
    EnrolmentPasswordStore passwords;

    @DynamicPropertySource
    static void enrolment(DynamicPropertyRegistry registry) {
        registry.add("ringfort.enrolment.port", () -> OWN_PORT);
        registry.add("ringfort.enrolment.url", () -> TOLD);
        registry.add("ringfort.web.certificate", () -> PKI.certificate("app").toString());
        registry.add("ringfort.web.key", () -> PKI.key("app").toString());
    }

    static int freePort() {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** A device, and what its phone is told. */
    record Phone(String path, String url, String name, String password) {
        String enrol() {
            return url + "/simpleenroll";
        }

        String renew() {
            return url + "/simplereenroll";
        }
    }

    String device(String number) {
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

    Phone ordered(String device, Map<String, String> wanted) {
        Browser.Answer answer = program()
                .post(device + "/enrolment-password", JsonMapper.shared().writeValueAsString(wanted));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        JsonNode told = answer.body();
        assertThat(told.path("url").asString()).startsWith(TOLD);
        return new Phone(
                device,
                told.path("url").asString().replace(TOLD, ""),
                told.path("username").asString(),
                told.path("password").asString());
    }

    /** Whether the device could enrol now, as the console shows it. */
    boolean known(String device) {
        return program().get(device + "/enrolment-password").body().path("good").asBoolean();
    }

    Phone phone(String number) {
        return ordered(device(number), Map.of());
    }

    EstClient client() {
        return EstClient.at(port);
    }

    EstClient client(Phone phone) {
        return client().as(phone.name(), phone.password());
    }

    static byte[] request(KeyPair keys) throws Exception {
        return Base64.getMimeDecoder().decode(Requests.of(keys).replaceAll("-----[A-Z ]+-----", ""));
    }

    static byte[] request() throws Exception {
        return request(Requests.curve("secp256r1"));
    }

    EstClient showing(X509Certificate certificate, KeyPair keys) throws Exception {
        return EstClient.showing(OWN_PORT, trusted(), certificate, keys);
    }

    static X509Certificate trusted() throws Exception {
        return read(Files.readString(PKI.trust()));
    }

    static PrivateKey foreignKey() throws Exception {
        String pem = Files.readString(PKI.key("edge")).replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
    }

    JsonNode listed(Phone phone) {
        return program().get(phone.path() + "/certificates").body().path("items");
    }

    String audited(String action) {
        return program().get("/api/v1/audit-events?action=" + action).text();
    }

    /** Waits for what is written beside the work. */
    void awaitAudited(String action, String what) throws InterruptedException {
        Eventually.holds(action + " with " + what, () -> audited(action).contains(what));
    }

    void delete(String path) {
        Browser program = program();
        program.headers.put("If-Match", String.valueOf(program.get(path).header("ETag")));
        assertThat(program.delete(path).status()).isEqualTo(204);
    }

    static TenantId tenant(Phone phone) {
        return new TenantId(UUID.fromString(phone.url().substring(phone.url().lastIndexOf('/') + 1)));
    }

    static UUID device(Phone phone) {
        return UUID.fromString(phone.path().substring(phone.path().lastIndexOf('/') + 1));
    }

    int kept(Phone phone) {
        return transactions.in(
                tenant(phone),
                () -> jdbc.sql("select count(*) from provisioning.enrolment_password where device_id = ?")
                        .param(device(phone))
                        .query(Integer.class)
                        .single());
    }

    /** As if the day were over. */
    void endItsTime(Phone phone) {
        transactions.run(
                tenant(phone),
                () -> assertThat(jdbc.sql("update provisioning.enrolment_password"
                                        + " set expires_at = now() - interval '1 second' where device_id = ?")
                                .param(device(phone))
                                .update())
                        .isEqualTo(1));
    }

    static X509Certificate read(String pem) throws Exception {
        return (X509Certificate) java.security.cert.CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new java.io.ByteArrayInputStream(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
}
