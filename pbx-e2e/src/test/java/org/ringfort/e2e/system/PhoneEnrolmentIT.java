package org.ringfort.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringfort.e2e.phone.OpenSsl;
import org.ringfort.e2e.phone.Programs;
import tools.jackson.databind.JsonNode;

/**
 * A phone enrols by itself, registers by what it got and renews it: key, request, PKCS #7 and connections are openssl's, HTTP is curl's,
 * edge and app the real ones.
 */
class PhoneEnrolmentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NUMBER = "7102";
    private static final String EXTENSION = """
            {"number":"7102","displayName":"Enrols","enabled":true,"voicemail":{"enabled":false,"afterSeconds":20}}""";
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
        Programs.need("openssl", "curl");
        api = demo.api();
        folder = DemoUnderTest.scratch("enrolment");
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

    /** What the administrator hands to whoever sets the phone up. */
    private record Told(String url, String username, String password) {}

    private Told ordered() throws Exception {
        JsonNode told = api.send("POST", device + "/enrolment-password", "{}");
        return new Told(
                told.path("url").asString(),
                told.path("username").asString(),
                told.path("password").asString());
    }

    private String file(String of) {
        return folder.resolve(of).toString();
    }

    /** The HTTP status that curl got; the body lies in {@code x.b64}. */
    private String curl(String into, String... more) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of("curl", "-sS", "--cacert", demo.ca().toString()));
        command.addAll(List.of("-o", file(into + ".b64"), "-w", "%{http_code} %{content_type}"));
        command.addAll(List.of(more));
        Programs.Answer answer = Programs.run("", PATIENCE, command);
        assertThat(answer.code()).as(answer.text()).isZero();
        return answer.text();
    }

    private String posts(String request, String url, String into, String... more)
            throws IOException, InterruptedException {
        Programs.run(
                "openssl", "req", "-in", file(request + ".csr"), "-outform", "DER", "-out", file(request + ".der"));
        Programs.run("openssl", "base64", "-in", file(request + ".der"), "-out", file(request + ".p10"));
        var arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("-H", "Content-Type: application/pkcs10"));
        arguments.addAll(List.of("--data-binary", "@" + file(request + ".p10"), url));
        return curl(into, arguments.toArray(String[]::new));
    }

    /** Takes the certificate out of the answer, as a phone would. */
    private void unpacked(String answer, String into) throws IOException, InterruptedException {
        Programs.run("openssl", "base64", "-d", "-in", file(answer + ".b64"), "-out", file(answer + ".p7"));
        Programs.run(
                "openssl", "pkcs7", "-inform", "DER", "-in", file(answer + ".p7"), "-print_certs", "-out", file(into));
        assertThat(Files.readString(folder.resolve(into))).containsOnlyOnce("BEGIN CERTIFICATE");
    }

    private void key(String as) throws IOException, InterruptedException {
        OpenSsl.request(folder.resolve(as + ".key"), folder.resolve(as + ".csr"), "whoever I like");
    }

    private String[] basic(Told told) {
        return new String[] {"-u", told.username() + ":" + told.password()};
    }

    private String[] showing(String as) {
        return new String[] {"--cert", file(as + ".pem"), "--key", file(as + ".key")};
    }

    private String registers(String showing) throws Exception {
        return new CertifiedPhone(demo, folder, NUMBER).registers(showing);
    }

    /** @rfc 7030 2.1
     *  @rfc 7030 4.2.1
     *  @rfc 7030 4.2.2 */
    @Test
    void a_phone_enrols_by_itself_registers_and_renews() throws Exception {
        Told told = ordered();
        assertThat(told.username()).isEqualTo(name);
        String pkcs7 = "200 application/pkcs7-mime;smime-type=certs-only";
        assertThat(curl("ca", told.url() + "/cacerts")).isEqualTo(pkcs7);
        unpacked("ca", "ca.pem");

        key("own");
        assertThat(posts("own", told.url() + "/simpleenroll", "issued", basic(told)))
                .isEqualTo(pkcs7);
        unpacked("issued", "own.pem");
        assertThat(Programs.run(
                        "openssl", "verify", "-purpose", "sslclient", "-CAfile", file("ca.pem"), file("own.pem")))
                .contains("own.pem: OK");
        assertThat(Programs.run(
                        "openssl", "x509", "-noout", "-subject", "-ext", "subjectAltName", "-in", file("own.pem")))
                .contains("CN = " + name, "URI:sip:" + name + "@" + demo.domain())
                .doesNotContain("whoever");
        assertThat(registers("own")).isEqualTo("SIP/2.0 200 OK");
        JsonNode bound = api.await(
                "/registrations", row -> row.path("extension").asString().equals(NUMBER), PATIENCE);
        assertThat(bound.path("deviceId").asString()).as("known as that device").isEqualTo(deviceId());

        key("late");
        assertThat(posts("late", told.url() + "/simpleenroll", "used", basic(told)))
                .as("used")
                .startsWith("401");

        key("next");
        assertThat(posts("next", told.url() + "/simplereenroll", "renewed", showing("own")))
                .isEqualTo(pkcs7);
        unpacked("renewed", "next.pem");
        assertThat(registers("next")).isEqualTo("SIP/2.0 200 OK");
        JsonNode list = api.get(device + "/certificates").path("items");
        assertThat(list.get(0).path("obtained").asString()).isEqualTo("renewal");
        assertThat(list.get(1).path("obtained").asString()).isEqualTo("enrolment-password");

        assertThat(api.delete(device + "/certificates/" + list.get(1).path("id").asString()))
                .isEqualTo(204);
        assertThat(posts("late", told.url() + "/simplereenroll", "revoked", showing("own")))
                .as("revoked")
                .startsWith("403");
        assertThat(registers("next")).as("the other one is its own").isEqualTo("SIP/2.0 200 OK");
    }

    private String deviceId() {
        return device.substring(device.lastIndexOf('/') + 1);
    }

    @Test
    void what_is_not_for_this_phone_is_refused() throws Exception {
        Told told = ordered();
        key("own");
        String elsewhere =
                told.url().replaceAll("[0-9a-f-]{36}$", UUID.randomUUID().toString());
        assertThat(posts("own", elsewhere + "/simpleenroll", "elsewhere", basic(told)))
                .as("at another tenant's")
                .startsWith("401");
        assertThat(posts("own", told.url() + "/simplereenroll", "bare")).startsWith("403");
        OpenSsl.request(
                folder.resolve("forged.key"),
                folder.resolve("forged.pem"),
                "desk",
                "-x509",
                "-days",
                "1",
                "-addext",
                "subjectAltName=URI:sip:" + name + "@" + demo.domain());
        assertThat(posts("own", told.url() + "/simplereenroll", "forged", showing("forged")))
                .as("of its own making")
                .startsWith("403");
        assertThat(posts("own", told.url() + "/simpleenroll", "wrong", "-u", told.username() + ":wrong"))
                .startsWith("401");
        DemoUnderTest.awaitLog("pbx-app", PATIENCE, "auth.failed", "wrong enrolment password");
        assertThat(posts("own", told.url() + "/simpleenroll", "issued", basic(told)))
                .as("all that has cost the right one nothing")
                .startsWith("200");
    }
}
