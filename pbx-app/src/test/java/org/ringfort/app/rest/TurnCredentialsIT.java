package org.ringfort.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Leave to use a TURN server that has the same secret: coturn. */
class TurnCredentialsIT extends RestIT {
    private static final String HOST = "127.0.0.1";
    private static final int PORT = port();
    static final String URL = "turn:" + HOST + ":" + PORT + "?transport=udp";
    private static final String SECRET = "shared with the server alone";

    private static int port() {
        try (var socket = new DatagramSocket(new InetSocketAddress(HOST, 0))) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    static Path secretFile() {
        try {
            Path file = Files.createTempFile("turn", ".secret");
            file.toFile().deleteOnExit();
            return Files.writeString(file, SECRET + "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String path(UUID device) {
        return "/api/v1/devices/" + device + "/turn-credentials";
    }

    private static UUID device(Browser program) {
        return UUID.fromString(
                program.get("/api/v1/devices").body().at("/items/0/device/id").asString());
    }

    private static int uses(Path folder, String username, String credential) throws Exception {
        var command = new String[] {
            "turnutils_uclient", "-u", username, "-w", credential, "-p", "" + PORT, "-y", "-n", "1", "-m", "1", HOST
        };
        Process client = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("client.log").toFile())
                .start();
        assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return client.exitValue();
    }

    @Test
    void a_relay_that_shares_the_secret_takes_what_was_issued_and_nothing_that_was_made_up() throws Exception {
        Path folder = Files.createTempDirectory("turn");
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/turnserver")), "turnserver is missing: apt-get install coturn");
        Path configuration =
                Files.writeString(folder.resolve("turnserver.conf"), """
                listening-ip=%1$s
                relay-ip=%1$s
                listening-port=%2$d
                realm=test
                use-auth-secret
                static-auth-secret=%3$s
                allow-loopback-peers
                no-tls
                no-dtls
                no-cli
                log-file=stdout
                pidfile=%4$s/pid
                userdb=%4$s/db
                """.formatted(HOST, PORT, SECRET, folder));
        Browser program = program();
        JsonNode issued = program.post(path(device(program)), "").body();
        String username = issued.path("username").asString();
        String credential = issued.path("credential").asString();
        Process server = new ProcessBuilder("turnserver", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (uses(folder, username, credential) != 0) {
                assertThat(System.nanoTime()).as("see " + folder).isLessThan(end);
                Thread.sleep(200);
            }
            assertThat(uses(folder, username.replaceFirst("^.", "2"), credential))
                    .isNotZero();
            assertThat(uses(folder, username, "AAAA" + credential.substring(4))).isNotZero();
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    @Test
    void what_is_issued_names_who_has_it_and_ends_and_is_written_down() {
        Browser program = program();
        UUID device = device(program);
        Browser.Answer issued = program.post(path(device), "");
        assertThat(issued.status()).as(issued.body().toString()).isEqualTo(200);
        assertThat(issued.body().at("/urls/0").asString()).isEqualTo(URL);
        Instant until = Instant.parse(issued.body().path("until").asString());
        assertThat(until)
                .isBetween(Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_601));
        assertThat(issued.body().path("username").asString()).isEqualTo(until.getEpochSecond() + ":" + device);
        String trail = program.get("/api/v1/audit-events").body().toString();
        assertThat(trail)
                .contains("turn-credentials.issued")
                .doesNotContain(issued.body().path("credential").asString());
        assertThat(program.post(path(UUID.randomUUID()), "").status()).isEqualTo(404);
    }
}
