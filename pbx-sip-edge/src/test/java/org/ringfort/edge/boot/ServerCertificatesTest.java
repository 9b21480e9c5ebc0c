package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.edge.transport.tls.TlsSettings;
import org.ringfort.testkit.tls.TestAuthority;
import org.ringfort.testkit.tls.TestAuthority.Wish;

/** Which certificate is shown to whom, and what happens when the files change while connections stand. */
class ServerCertificatesTest {
    private static final TransportSettings.Room ROOM = new TransportSettings.Room(200, 100, 60, 40);

    @TempDir
    Path folder;

    private Path certificates;
    private TestAuthority authority;
    private FrontUnderTest edge;

    @BeforeEach
    void open() throws Exception {
        certificates = Files.createDirectory(folder.resolve("served"));
        authority = new TestAuthority("ours", folder);
        put("default", authority.issue("pbx.example.org"));
        put("acme", authority.issue("acme", Wish.dns("sip.acme.example", "*.phones.acme.example")));
        Files.createDirectory(certificates.resolve("umbrella"));
        TestAuthority.Issued umbrella = authority.issue("umbrella", Wish.dns("sip.umbrella.example"));
        place(umbrella.key(), certificates.resolve("umbrella/tls.key"));
        place(umbrella.certificate(), certificates.resolve("umbrella/tls.crt"));
        edge = FrontUnderTest.open(
                new TlsSettings(
                        certificates.resolve("default.pem"),
                        certificates.resolve("default.key"),
                        Optional.of(certificates),
                        TlsSettings.Clients.NONE,
                        Duration.ofMillis(50)),
                ROOM,
                AdmissionSettings.DEFAULT);
    }

    @AfterEach
    void close() {
        edge.close();
    }

    /** Key first, as most tools write them: for a moment the two do not fit. */
    private void put(String label, TestAuthority.Issued issued) throws IOException {
        place(issued.key(), certificates.resolve(label + ".key"));
        place(issued.certificate(), certificates.resolve(label + ".pem"));
    }

    private void place(Path from, Path to) throws IOException {
        Path beside =
                Files.copy(from, Files.createTempFile(folder, "new", ".tmp"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private TlsPhone phone(String name) throws Exception {
        return new TlsPhone(edge.address("tls").getPort(), TlsPhone.engine(TlsPhone.context(Optional.empty()), name), 0)
                .greet();
    }

    private X509Certificate shown(String name) {
        try (TlsPhone phone = phone(name)) {
            return phone.shown();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private String subject(String name) {
        return shown(name).getSubjectX500Principal().getName();
    }

    private static String register(String user) {
        return FrontUnderTest.request("REGISTER", "TLS", user, FrontUnderTest.credentials(user));
    }

    @Test
    void rfc6066_3_each_name_meets_its_certificate_and_all_others_the_default() {
        assertThat(subject("sip.acme.example")).isEqualTo("CN=acme");
        assertThat(subject("SIP.Acme.Example")).isEqualTo("CN=acme");
        assertThat(subject("desk7.phones.acme.example")).isEqualTo("CN=acme");
        assertThat(subject("sip.umbrella.example")).isEqualTo("CN=umbrella");
        assertThat(subject("pbx.example.org")).isEqualTo("CN=pbx.example.org");
        assertThat(subject("a.desk7.phones.acme.example"))
                .as("a star is one label")
                .isEqualTo("CN=pbx.example.org");
        assertThat(subject("nobody.example")).isEqualTo("CN=pbx.example.org");
        assertThat(subject("")).isEqualTo("CN=pbx.example.org");
    }

    @Test
    void a_new_file_is_shown_to_new_connections_while_the_old_go_on() throws Exception {
        try (TlsPhone before = phone("sip.acme.example")) {
            assertThat(before.ask(register("101"))).startsWith("SIP/2.0 200");
            X509Certificate old = before.shown();
            put("acme", authority.issue("acme", Wish.dns("sip.acme.example")));
            FrontUnderTest.until(() -> !shown("sip.acme.example").equals(old));
            assertThat(before.ask(register("101"))).as("the connection stands").startsWith("SIP/2.0 200");
            assertThat(edge.asked)
                    .hasSize(2)
                    .extracting(asked -> asked.flow().token())
                    .containsOnly(edge.asked.element().flow().token());
        }
    }

    @Test
    void a_file_that_cannot_be_used_leaves_the_old_and_the_next_good_one_is_taken() throws Exception {
        X509Certificate old = shown("sip.acme.example");
        X509Certificate other = shown("");
        Files.writeString(certificates.resolve("acme.pem"), "-----BEGIN CERTIFICATE-----\nbroken\n");
        put("default", authority.issue("pbx.example.org"));
        FrontUnderTest.until(() -> !shown("").equals(other)); // so the broken one was looked at as well
        assertThat(shown("sip.acme.example")).isEqualTo(old);
        place(authority.issue("acme", Wish.dns("sip.acme.example")).certificate(), certificates.resolve("acme.pem"));
        X509Certificate later = shown("");
        put("default", authority.issue("pbx.example.org"));
        FrontUnderTest.until(() -> !shown("").equals(later));
        assertThat(shown("sip.acme.example")).as("its key is another's").isEqualTo(old);
        put(
                "acme",
                authority.issue(
                        "late", Wish.dns("sip.acme.example").until(Instant.now().minusSeconds(5))));
        X509Certificate last = shown("");
        put("default", authority.issue("pbx.example.org"));
        FrontUnderTest.until(() -> !shown("").equals(last));
        assertThat(shown("sip.acme.example")).as("the new one has expired").isEqualTo(old);
        put("acme", authority.issue("acme anew", Wish.dns("sip.acme.example")));
        FrontUnderTest.until(() -> subject("sip.acme.example").equals("CN=acme anew"));
    }

    @Test
    void a_certificate_comes_with_its_file_and_goes_with_it() throws Exception {
        put("late", authority.issue("late", Wish.dns("sip.late.example")));
        FrontUnderTest.until(() -> subject("sip.late.example").equals("CN=late"));
        assertThat(seconds("late")).isBetween(3_000.0, 3_600.0);
        Files.delete(certificates.resolve("late.pem"));
        FrontUnderTest.until(() -> subject("sip.late.example").equals("CN=pbx.example.org"));
        FrontUnderTest.until(() -> edge.registry
                .find("ringfort.tls.certificate.expiry.seconds")
                .tag("certificate", "late")
                .gauges()
                .isEmpty());
        assertThat(seconds("default")).isBetween(3_000.0, 3_600.0);
    }

    private double seconds(String label) {
        return edge.registry
                .get("ringfort.tls.certificate.expiry.seconds")
                .tag("certificate", label)
                .gauge()
                .value();
    }

    @Test
    void a_key_agreement_that_quantum_computers_do_not_break_is_offered_and_known_of_the_flow() throws Exception {
        assertThat(agreed("X25519MLKEM768")).isEqualTo("X25519MLKEM768");
        assertThat(agreed("X25519")).isEqualToIgnoringCase("X25519");
    }

    private String agreed(String group) throws Exception {
        try (TlsPhone phone = new TlsPhone(edge.address("tls").getPort(), TlsPhone.agreeing(group), 0)) {
            assertThat(phone.greet().ask(register("101"))).startsWith("SIP/2.0 200");
        }
        return edge.asked.remove().flow().tls().orElseThrow().group();
    }

    @Test
    void handshakes_in_many_records_meet_the_certificate_of_their_name() throws Exception {
        var got = new AtomicReference<String>();
        for (int helloBytes : new int[] {1, 11, 90}) {
            try (TlsPhone phone = new TlsPhone(
                    edge.address("tls").getPort(),
                    TlsPhone.engine(TlsPhone.context(Optional.empty()), "sip.acme.example"),
                    helloBytes)) {
                got.set(phone.greet().shown().getSubjectX500Principal().getName());
            }
            assertThat(got).hasValue("CN=acme");
        }
    }
}
