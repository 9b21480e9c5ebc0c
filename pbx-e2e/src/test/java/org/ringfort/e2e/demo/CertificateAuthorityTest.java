package org.ringfort.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    Path directory;

    private CertificateAuthority at(Instant now) throws Exception {
        return CertificateAuthority.in(directory.resolve("tls"), "test CA", new SecureRandom(), now);
    }

    private static X509Certificate read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void what_it_issues_is_signed_by_it_and_names_what_was_asked() throws Exception {
        CertificateAuthority authority = at(NOW);
        X509Certificate server = read(authority
                .issue("server", List.of("demo.localhost"), List.of("192.0.2.10"))
                .certificate());

        assertThatCode(() -> server.verify(read(authority.certificateFile()).getPublicKey()))
                .doesNotThrowAnyException();
        assertThat(String.valueOf(server.getSubjectAlternativeNames())).contains("demo.localhost", "192.0.2.10");
        assertThat(server.getBasicConstraints()).as("no authority itself").isEqualTo(-1);
        assertThat(server.getNotAfter().toInstant()).isBefore(NOW.plus(Duration.ofDays(398)));
    }

    @Test
    void a_good_certificate_stays_and_one_that_lacks_a_name_or_expires_is_made_anew() throws Exception {
        Path file = at(NOW).issue("server", List.of("demo.localhost"), List.of("127.0.0.1"))
                .certificate();
        X509Certificate first = read(file);

        at(NOW).issue("server", List.of("demo.localhost"), List.of("127.0.0.1"));
        assertThat(read(file)).isEqualTo(first);

        at(NOW).issue("server", List.of("demo.localhost"), List.of("127.0.0.1", "192.0.2.10"));
        X509Certificate second = read(file);
        assertThat(second).isNotEqualTo(first);

        at(NOW.plus(Duration.ofDays(380))).issue("server", List.of("demo.localhost"), List.of("127.0.0.1"));
        assertThat(read(file)).isNotEqualTo(second);
    }
}
