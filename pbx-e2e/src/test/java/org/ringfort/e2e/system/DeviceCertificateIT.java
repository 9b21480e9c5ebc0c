package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.OpenSsl;
import org.ringfort.e2e.phone.Programs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A phone is enrolled, and registers by its certificate alone: key, request and connection are openssl's, edge and app the real
 * ones. Its device requires the certificate.
 */
class DeviceCertificateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String NUMBER = "7101";
    private static final String EXTENSION = """
            {"number":"7101","displayName":"Enrolled","enabled":true,"voicemail":{"enabled":false,"afterSeconds":20}}""";
    private static final String DEVICE = """
            {"name":"Desk","digestFloor":"md5","keying":"sdes","exception":null,"mayCall":true,"enabled":true,
             "certificateRequired":true}""";

    private DemoUnderTest demo;
    private Api api;
    private Path folder;
    private String extension;
    private String device;
    private String name;

    @BeforeEach
    void aDeviceOfItsOwn() throws Exception {
        demo = DemoUnderTest.shared();
        Programs.need("openssl");
        api = demo.api();
        folder = DemoUnderTest.scratch("device-certificate");
        extension = "/extensions/"
                + api.send("POST", "/extensions", EXTENSION).path("id").asString();
        JsonNode made = api.send("POST", extension + "/devices", DEVICE).path("device");
        device = extension + "/devices/" + made.path("id").asString();
        name = made.path("authUsername").asString();
    }

    @AfterEach
    void asBefore() throws Exception {
        api.delete(extension);
    }

    private String file(String of) {
        return folder.resolve(of).toString();
    }

    /** Its path in the API; certificate and key lie in files of that name. */
    private String enrolled(String as, Map<String, String> more) throws Exception {
        OpenSsl.request(folder.resolve(as + ".key"), folder.resolve(as + ".csr"), "desk");
        var asked = new HashMap<>(more);
        asked.put("request", Files.readString(folder.resolve(as + ".csr")));
        JsonNode issued =
                api.send("POST", device + "/certificates", JsonMapper.shared().writeValueAsString(asked));
        Files.writeString(folder.resolve(as + ".pem"), issued.path("pem").asString());
        return device + "/certificates/" + issued.path("id").asString();
    }

    private void selfSigned(String as) throws Exception {
        String claim = "subjectAltName=URI:sip:" + name + "@" + demo.domain();
        Path key = folder.resolve(as + ".key");
        OpenSsl.request(key, folder.resolve(as + ".pem"), "desk", "-x509", "-days", "1", "-addext", claim);
    }

    private String registers(String showing) throws Exception {
        return new CertifiedPhone(demo, folder, NUMBER).registers(showing);
    }

    @Test
    void an_enrolled_phone_registers_without_a_password_and_others_do_not() throws Exception {
        String own = enrolled("own", Map.of());
        assertThat(Programs.run(
                        "openssl", "x509", "-noout", "-ext", "subjectAltName,extendedKeyUsage", "-in", file("own.pem")))
                .contains("URI:sip:" + name + "@" + demo.domain(), "TLS Web Client Authentication");
        assertThat(registers("own")).isEqualTo("SIP/2.0 200 OK");
        assertThat(registers("")).as("none").startsWith("SIP/2.0 401");
        selfSigned("forged");
        assertThat(registers("forged")).as("of its own making").startsWith("SIP/2.0 401");
        DemoUnderTest.awaitLog("pbx-app", PATIENCE, "auth.failed", "certificate: not issued to a device of that name");

        Instant end = Instant.now().plusSeconds(6);
        enrolled("brief", Map.of("notAfter", end.toString()));
        assertThat(registers("brief")).isEqualTo("SIP/2.0 200 OK");
        while (Instant.now().isBefore(end)) {
            Thread.sleep(100);
        }
        assertThat(registers("brief")).as("expired").startsWith("SIP/2.0 401");

        assertThat(registers("own")).isEqualTo("SIP/2.0 200 OK");
        assertThat(api.delete(own)).isEqualTo(204);
        assertThat(registers("own")).as("revoked").startsWith("SIP/2.0 401");
        DemoUnderTest.awaitLog("pbx-app", PATIENCE, "auth.failed", "certificate: revoked");
    }
}
