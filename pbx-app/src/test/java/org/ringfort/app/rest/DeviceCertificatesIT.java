package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringfort.app.certificates.Requests;
import org.ringfort.app.platform.access.Role;
import tools.jackson.databind.json.JsonMapper;

/** Devices are enrolled, as programs see it. */
class DeviceCertificatesIT extends RestIT {
    private static final String DEVICE = """
            {"name":"Desk","digestFloor":"md5","keying":"sdes","exception":null,"mayCall":true,"enabled":true}""";

    private static String device(Browser browser, String number) {
        String extension = browser.post("/api/v1/extensions", extension(number))
                .body()
                .path("id")
                .asString();
        String devices = "/api/v1/extensions/" + extension + "/devices";
        return devices + "/"
                + browser.post(devices, DEVICE).body().path("device").path("id").asString();
    }

    private static String asking(String pem) {
        return new JsonMapper().writeValueAsString(Map.of("request", pem));
    }

    private static X509Certificate read(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void a_request_is_answered_with_a_certificate_of_the_tenants_authority() throws Exception {
        Browser program = program();
        String device = device(program, "501");
        KeyPair keys = Requests.curve("secp256r1");
        Browser.Answer enrolled = program.post(device + "/certificates", asking(Requests.of(keys)));
        assertThat(enrolled.status()).as(enrolled.body().toString()).isEqualTo(201);
        X509Certificate certificate = read(enrolled.body().path("pem").asString());
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        Browser.Answer authority = program.get("/api/v1/device-authority.pem");
        assertThat(String.valueOf(authority.header("Content-Type"))).startsWith("application/x-pem-file");
        X509Certificate signer = read(authority.text());
        certificate.verify(signer.getPublicKey());
        assertThat(program.get("/api/v1/device-authority.pem").text())
                .as("made once")
                .isEqualTo(authority.text());
        String name = program.get(device).body().path("authUsername").asString();
        assertThat(enrolled.body().path("uri").asString()).isEqualTo("sip:" + name + "@acme.example");

        assertThat(program.get(device + "/certificates").body().path("items").get(0))
                .isEqualTo(enrolled.body());
        String path = String.valueOf(enrolled.header("Location"));
        assertThat(program.delete(path).status()).isEqualTo(204);
        assertThat(program.delete(path).status()).as("revoked is revoked").isEqualTo(204);
        assertThat(program.get(device + "/certificates")
                        .body()
                        .path("items")
                        .get(0)
                        .path("revokedAt")
                        .asString())
                .isNotEmpty();
        assertThat(events(program, "device-authority.created")).contains("device-authority.created");
        String target = "\"kind\":\"device-certificate\",\"id\":\""
                + enrolled.body().path("id").asString();
        assertThat(events(program, "device-certificate.created")).containsOnlyOnce(target);
        assertThat(events(program, "device-certificate.revoked")).containsOnlyOnce(target);
    }

    private static String events(Browser program, String action) throws Exception {
        return program.get("/api/v1/audit-events?action=" + action).body().toString();
    }

    @Test
    void problems_name_the_field_and_only_who_changes_devices_enrols_them() throws Exception {
        Browser program = program();
        String device = device(program, "502");
        String path = device + "/certificates";
        Browser.Answer weak = program.post(path, asking("hello"));
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.body().path("errors").get(0).path("field").asString()).isEqualTo("request");
        for (String wrong : new String[] {"2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z"}) {
            String until = new JsonMapper()
                    .writeValueAsString(Map.of("request", Requests.of(Requests.curve("secp256r1")), "notAfter", wrong));
            assertThat(program.post(path, until)
                            .body()
                            .path("errors")
                            .get(0)
                            .path("field")
                            .asString())
                    .isEqualTo("notAfter");
        }
        String good = asking(Requests.of(Requests.curve("secp256r1")));
        assertThat(signedIn(Role.OPERATOR).post(path, good).status()).isEqualTo(403);
        assertThat(program.post(path.replaceAll("devices/[^/]+", "devices/" + java.util.UUID.randomUUID()), good)
                        .status())
                .isEqualTo(404);
        Browser once = program().with("Idempotency-Key", "enrol-1");
        Browser.Answer first = once.post(path, good);
        assertThat(once.post(path, good).body()).isEqualTo(first.body());
        for (int i = 1; i < 10; i++) {
            assertThat(program.post(path, good).status()).isEqualTo(201);
        }
        assertThat(program.post(path, good).code()).isEqualTo("limit-reached");
    }

    @Test
    void that_a_certificate_is_required_stays_where_a_change_does_not_speak_of_it() {
        Browser program = program();
        String device = device(program, "503");
        assertThat(program.get(device).body().path("certificateRequired").asBoolean())
                .isFalse();
        program.headers.put("If-Match", String.valueOf(program.get(device).header("ETag")));
        Browser.Answer changed = program.put(
                device, DEVICE.replace("\"enabled\":true", "\"enabled\":true,\"certificateRequired\":true"));
        assertThat(changed.body().path("certificateRequired").asBoolean()).isTrue();
        program.headers.put("If-Match", String.valueOf(changed.header("ETag")));
        assertThat(program.put(device, DEVICE)
                        .body()
                        .path("certificateRequired")
                        .asBoolean())
                .isTrue();
    }
}
