package org.ringfort.app.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ringfort.app.attestation.StiAuthority;
import org.ringfort.app.fetch.ServerAuthorities;
import org.ringfort.kernel.id.TenantId;

/** Mail servers that are not to be believed. */
class MailsTest {
    private static final StiAuthority AUTHORITY = new StiAuthority();

    private static void isNotSent(int port) throws Exception {
        Path root = Files.write(Files.createTempFile("root", ".pem"), StiAuthority.pem(AUTHORITY.root()));
        var settings = new NotificationSettings(
                List.of(),
                root.toString(),
                Duration.ofSeconds(5),
                Duration.ofHours(24),
                "127.0.0.1",
                port,
                "tls",
                "",
                "",
                "pbx@ringfort.example");
        var mails = new Mails(settings, ServerAuthorities.of("test", root.toString()));
        var letter = new Letter(
                UUID.randomUUID(), TenantId.next(), Letter.Way.MAIL, "guard@ringfort.example", "", 1, Instant.now());
        assertThatThrownBy(() -> mails.send(letter, new NoticeWords("a", "b"))).isInstanceOf(IOException.class);
    }

    @Test
    void mail_goes_to_no_server_whose_certificate_is_not_good() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS).dynamicPort());
        server.start();
        try {
            isNotSent(server.getSmtps().getPort());
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    /** A second attempt would believe whomever the runtime believes, not whom the operator named. */
    @Test
    void a_server_that_cannot_be_believed_is_not_tried_again_with_other_authorities() throws Exception {
        var connections = new AtomicInteger();
        var server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        Thread accepting = Thread.ofVirtual().start(() -> {
            while (true) {
                try (Socket socket = server.accept()) {
                    connections.incrementAndGet();
                    socket.getOutputStream().write("220 no TLS here\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    return;
                }
            }
        });
        try (server) {
            isNotSent(server.getLocalPort());
        }
        accepting.join();
        assertThat(connections).hasValue(1);
    }
}
