package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** stunnel, because Debian's SIPp speaks no TLS: each TCP connection of SIPp becomes one TLS connection to the server. */
final class TlsClient implements AutoCloseable {
    static final int PORT = 25_081;

    private final Process process;

    private TlsClient(Process process) {
        this.process = process;
    }

    static boolean installed() {
        return Files.isExecutable(Path.of("/usr/bin/stunnel4"));
    }

    static TlsClient to(Server server, Path scratch) throws IOException, InterruptedException {
        Path configuration = scratch.resolve("stunnel.conf");
        Files.writeString(configuration, """
                foreground = yes
                pid =
                debug = 3
                [sip]
                client = yes
                accept = 127.0.0.1:%d
                connect = 127.0.0.1:%d
                sni = %s
                sessionCacheSize = 1
                """.formatted(PORT, server.tlsPort(), server.domain()));
        Process process = new ProcessBuilder(List.of("taskset", "-c", "1", "stunnel4", configuration.toString()))
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("stunnel.log").toFile())
                .start();
        Thread.sleep(500);
        if (!process.isAlive()) {
            throw new IOException("stunnel ended: see " + scratch.resolve("stunnel.log"));
        }
        return new TlsClient(process);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
