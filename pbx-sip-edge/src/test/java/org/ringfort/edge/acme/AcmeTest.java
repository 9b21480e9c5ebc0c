package org.ringfort.edge.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringfort.edge.fake.FakeAcme;
import org.ringfort.edge.transport.tls.ServerTls;
import org.ringfort.edge.transport.tls.TlsSettings;
import org.ringfort.testkit.tls.TestAuthority;

/** Certificates are obtained and renewed from an authority over ACME. */
class AcmeTest {
    private static final Duration LIFE = Duration.ofDays(90);

    @TempDir
    Path folder;

    private final MovedClock clock = new MovedClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Path certificates;
    private InetSocketAddress door;
    private FakeAcme authority;
    private Acme acme;

    private static final class MovedClock extends Clock {
        private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() throws Exception {
        certificates = folder.resolve("certificates");
        var random = new Random();
        InetAddress alone = InetAddress.getByAddress( // nobody else listens there
                new byte[] {127, 77, (byte) random.nextInt(1, 255), (byte) random.nextInt(1, 255)});
        try (var free = new ServerSocket(0, 1, alone)) {
            door = new InetSocketAddress(alone, free.getLocalPort());
        }
        authority = new FakeAcme(new TestAuthority("public", folder), door, clock, LIFE);
        acme = new Acme(settings(), clock, registry);
    }

    @AfterEach
    void close() {
        authority.close();
    }

    private AcmeSettings settings() {
        return new AcmeSettings(
                authority.directory(),
                List.of("sip.acme.example", "SIP.umbrella.example"),
                Optional.of("admin@example.org"),
                folder.resolve("account.key"),
                certificates,
                door,
                Optional.empty(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofMinutes(5));
    }

    private X509Certificate certificate(String name) throws Exception {
        try (InputStream in = Files.newInputStream(certificates.resolve(name + ".pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private double failures() {
        return registry.counter("ringfort.acme.failures").count();
    }

    @Test
    void rfc8555_7_4_each_name_is_proved_and_has_a_certificate_whose_key_nobody_else_reads() throws Exception {
        acme.look();
        assertThat(certificate("sip.acme.example").getSubjectX500Principal().getName())
                .isEqualTo("CN=sip.acme.example");
        assertThat(certificate("sip.umbrella.example")).isNotNull();
        for (String file : List.of("certificates/sip.acme.example.key", "account.key")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(file)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        try (var edge = new ServerTls(
                TlsSettings.of(
                        certificates.resolve("sip.acme.example.pem"), certificates.resolve("sip.acme.example.key")),
                clock,
                registry)) {
            assertThat(edge.certificates()).containsExactly(certificate("sip.acme.example"));
        }
        assertThat(failures()).isZero();
        acme.look();
        assertThat(authority.issued).hasValue(2);
        try (var left = Files.list(certificates)) {
            assertThat(left).as("nothing half written stays").hasSize(4);
        }
    }

    @Test
    void it_is_renewed_after_two_thirds_of_its_life_with_a_new_key_and_the_same_account() throws Exception {
        acme.look();
        X509Certificate first = certificate("sip.acme.example");
        String account = Files.readString(folder.resolve("account.key"));
        clock.now = clock.now.plus(LIFE.multipliedBy(2).dividedBy(3)).minusSeconds(1);
        acme.look();
        assertThat(certificate("sip.acme.example")).isEqualTo(first);
        clock.now = clock.now.plusSeconds(2);
        new Acme(settings(), clock, registry).look(); // as after a restart
        assertThat(certificate("sip.acme.example").getNotAfter().toInstant()).isEqualTo(clock.now.plus(LIFE));
        assertThat(certificate("sip.acme.example").getPublicKey()).isNotEqualTo(first.getPublicKey());
        assertThat(Files.readString(folder.resolve("account.key"))).isEqualTo(account);
    }

    @Test
    void who_is_refused_keeps_what_there_is_and_tries_again_later_and_later() throws Exception {
        acme.look();
        X509Certificate first = certificate("sip.acme.example");
        authority.refused.add("sip.acme.example");
        clock.now = clock.now.plus(Duration.ofDays(61));
        acme.look();
        assertThat(failures()).isEqualTo(1);
        assertThat(certificate("sip.acme.example")).isEqualTo(first);
        assertThat(certificate("sip.umbrella.example").getNotAfter().toInstant())
                .as("another name is not held up")
                .isEqualTo(clock.now.plus(LIFE));
        clock.now = clock.now.plus(Duration.ofMinutes(4));
        acme.look();
        assertThat(failures()).isEqualTo(1);
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        acme.look();
        assertThat(failures()).isEqualTo(2);
        clock.now = clock.now.plus(Duration.ofMinutes(9));
        acme.look();
        assertThat(failures()).isEqualTo(2);
        authority.refused.clear();
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        acme.look();
        assertThat(certificate("sip.acme.example")).isNotEqualTo(first);
    }

    @Test
    void an_authority_that_is_away_is_told_and_counted() throws Exception {
        authority.close();
        acme.look();
        assertThat(failures()).isEqualTo(2);
        assertThat(certificates).doesNotExist();
    }

    @Test
    void rfc8555_8_3_the_door_tells_proofs_alone_and_is_open_only_while_one_is_asked_for() throws Exception {
        try (var open = new ChallengeDoor(door)) {
            open.shows("abc", "abc.proof");
            assertThat(get("/.well-known/acme-challenge/abc"))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("abc.proof");
            assertThat(get("/.well-known/acme-challenge/abd")).startsWith("HTTP/1.1 404");
            assertThat(get("/.well-known/acme-challenge/../../etc/passwd")).startsWith("HTTP/1.1 404");
            assertThat(get("/")).startsWith("HTTP/1.1 404");
        }
        assertThatThrownBy(() -> get("/.well-known/acme-challenge/abc")).isInstanceOf(IOException.class);
    }

    private String get(String path) throws IOException {
        try (var socket = new Socket(door.getAddress(), door.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
