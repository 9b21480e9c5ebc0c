package org.ringfort.edge.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.edge.admission.AdmissionSettings;
import org.ringfort.edge.transport.TransportSettings;
import org.ringfort.edge.transport.tls.TlsSettings;
import org.ringfort.testkit.tls.TestAuthority;
import org.ringfort.testkit.tls.TestAuthority.Wish;

/** OCSP stapling at real listeners, looked at by openssl; the responder is a page of the test's. */
class OcspStaplingTest {
    private static final String GOOD = "OCSP Response Status: successful";
    private static final String NONE = "OCSP response: no response sent";

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private TestAuthority authority;
    private TestAuthority signer;
    private HttpServer responder;
    private volatile Duration good = Duration.ofHours(1);
    private volatile @Nullable CertificateStatus status = CertificateStatus.GOOD;
    private volatile boolean away;
    private @Nullable FrontUnderTest edge;

    @BeforeEach
    void responder() throws Exception {
        authority = new TestAuthority("ours", folder);
        signer = authority;
        responder = HttpServer.create(new InetSocketAddress(FrontUnderTest.LOOPBACK, 0), 0);
        responder.createContext("/ocsp", exchange -> {
            asked.incrementAndGet();
            byte[] question = exchange.getRequestBody().readAllBytes();
            if (away) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                Instant now = Instant.now();
                byte[] answer = signer.ocspAnswer(question, status, now.minusSeconds(1), now.plus(good));
                exchange.getResponseHeaders().add("Content-Type", "application/ocsp-response");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        responder.start();
    }

    @AfterEach
    void end() {
        responder.stop(0);
        if (edge != null) {
            edge.close();
        }
    }

    private FrontUnderTest open(Wish wish) throws Exception {
        TestAuthority.Issued issued = authority.issue("pbx.example.org", wish);
        Path chain = folder.resolve("chain.pem");
        Files.writeString(chain, Files.readString(issued.certificate()) + Files.readString(issued.trust()));
        FrontUnderTest opened = FrontUnderTest.open(
                new TlsSettings(chain, issued.key(), Optional.empty(), TlsSettings.Clients.NONE, Duration.ofMillis(50)),
                new TransportSettings.Room(200, 100, 60, 40),
                AdmissionSettings.DEFAULT);
        edge = opened;
        return opened;
    }

    private FrontUnderTest open() throws Exception {
        return open(Wish.dns("pbx.example.org")
                .withResponder("http://127.0.0.1:" + responder.getAddress().getPort() + "/ocsp"));
    }

    private String openssl(FrontUnderTest to, String listener, String... more) {
        try {
            var command = new java.util.ArrayList<>(java.util.List.of(
                    "openssl",
                    "s_client",
                    "-connect",
                    "127.0.0.1:" + to.address(listener).getPort(),
                    "-servername",
                    "pbx.example.org",
                    "-CAfile",
                    folder.resolve("ours-ca.pem").toString(),
                    "-status"));
            command.addAll(java.util.List.of(more));
            Process openssl = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            openssl.waitFor();
            return said;
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void rfc6066_8_the_authoritys_word_is_shown_with_the_certificate_over_tls_and_wss() throws Exception {
        FrontUnderTest opened = open();
        FrontUnderTest.until(() -> openssl(opened, "tls").contains(GOOD));
        assertThat(openssl(opened, "tls", "-tls1_3")).contains(GOOD, "Cert Status: good", "Verify return code: 0");
        assertThat(openssl(opened, "tls", "-tls1_2")).contains(GOOD, "Cert Status: good");
        assertThat(openssl(opened, "wss")).contains(GOOD, "Cert Status: good");
        assertThat(asked).as("once for all").hasValue(1);
    }

    @Test
    void rfc6960_4_2_2_1_it_is_asked_for_again_before_it_ends_and_not_shown_afterwards() throws Exception {
        good = Duration.ofSeconds(5);
        FrontUnderTest opened = open();
        FrontUnderTest.until(() -> openssl(opened, "tls").contains(GOOD));
        FrontUnderTest.until(() -> asked.get() >= 2);
        assertThat(openssl(opened, "tls")).contains(GOOD);
        away = true;
        FrontUnderTest.until(() -> openssl(opened, "tls").contains(NONE));
        assertThat(openssl(opened, "tls")).as("connections go on").contains("Verify return code: 0");
    }

    @Test
    void without_a_responder_or_an_answer_connections_are_as_before() throws Exception {
        away = true;
        FrontUnderTest opened = open();
        FrontUnderTest.until(() -> asked.get() == 1);
        assertThat(openssl(opened, "tls")).contains(NONE, "Verify return code: 0");
    }

    @Test
    void a_certificate_that_names_nobody_is_shown_alone() throws Exception {
        assertThat(openssl(open(Wish.dns("pbx.example.org")), "tls")).contains(NONE, "Verify return code: 0");
        assertThat(asked).hasValue(0);
    }

    @Test
    void what_phones_would_have_to_refuse_is_not_shown() throws Exception {
        status = new RevokedStatus(Date.from(Instant.now()), CRLReason.keyCompromise);
        FrontUnderTest revoked = open();
        FrontUnderTest.until(() -> asked.get() == 1);
        assertThat(openssl(revoked, "tls")).contains(NONE);
        revoked.close();

        status = CertificateStatus.GOOD;
        signer = new TestAuthority("another", folder);
        FrontUnderTest forged = open();
        FrontUnderTest.until(() -> asked.get() == 2);
        assertThat(openssl(forged, "tls")).contains(NONE);
        forged.close();

        signer = authority;
        good = Duration.ofSeconds(-1);
        FrontUnderTest old = open();
        FrontUnderTest.until(() -> asked.get() == 3);
        assertThat(openssl(old, "tls")).contains(NONE);
    }
}
