package org.ringfort.e2e.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A TURN server for browsers whose network lets no other UDP through: coturn, where it is installed. It relays to media and to nobody else. */
final class Coturn {
    private static final String PROGRAM = "turnserver";

    private final DemoSettings settings;

    Coturn(DemoSettings settings) {
        this.settings = settings;
    }

    static boolean installed() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    /** Where browsers find it. */
    String url() {
        return "turn:" + settings.host() + ":" + settings.ports().turn() + "?transport=udp";
    }

    /** What it shares with pbx-app, alone in a file. */
    Path secretFile() {
        return settings.file("config/turn-secret");
    }

    /** Its configuration; the secret stands in no command line. */
    List<String> command(String secret) throws IOException {
        PrivateFile.write(secretFile(), secret + "\n");
        Path file = settings.file("config/turnserver.conf");
        PrivateFile.write(file, """
                listening-ip=%1$s
                relay-ip=%1$s
                listening-port=%2$d
                min-port=%3$d
                max-port=%4$d
                realm=ringfort
                use-auth-secret
                static-auth-secret=%5$s
                # Whom it speaks to: everybody else would be reached from inside.
                denied-peer-ip=0.0.0.0-255.255.255.255
                denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
                allowed-peer-ip=%1$s
                allow-loopback-peers
                no-multicast-peers
                no-tls
                no-dtls
                no-tcp-relay
                no-cli
                fingerprint
                user-quota=24
                total-quota=90
                log-file=stdout
                pidfile=%6$s
                userdb=%7$s
                """.formatted(
                        settings.host(),
                        settings.ports().turn(),
                        settings.ports().turnFirst(),
                        settings.ports().turnLast(),
                        secret,
                        settings.file("turnserver.pid"),
                        settings.file("turnserver.db")));
        return List.of(PROGRAM, "-c", file.toString());
    }
}
