package org.ringfort.e2e.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A phone whose connection is openssl's, under the name at which the edge asks devices for certificates.
 *
 * @param folder of {@code x.pem} and {@code x.key}, for every {@code x} that it may show
 * @param number in From
 */
record CertifiedPhone(DemoUnderTest demo, Path folder, String number) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** The first line of the answer to a REGISTER without credentials, where this certificate is shown; empty: none is. */
    String registers(String showing) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl", "s_client", "-quiet", "-verify_return_error"));
        command.addAll(List.of(
                "-connect",
                demo.host() + ":" + demo.tlsPort(),
                "-CAfile",
                demo.ca().toString()));
        command.addAll(List.of("-servername", "devices." + demo.domain()));
        if (!showing.isEmpty()) {
            command.addAll(List.of(
                    "-cert",
                    folder.resolve(showing + ".pem").toString(),
                    "-key",
                    folder.resolve(showing + ".key").toString()));
        }
        Process client = new ProcessBuilder(command)
                .redirectError(folder.resolve("s_client.log").toFile())
                .start();
        Thread.ofVirtual().start(() -> endIn(client, PATIENCE));
        try (var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            client.getOutputStream().write(register().getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().flush();
            String line = in.readLine();
            return line == null ? "" : line;
        } finally {
            client.destroyForcibly().waitFor();
        }
    }

    private static void endIn(Process client, Duration patience) {
        try {
            client.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            client.destroyForcibly();
        }
    }

    private String register() throws IOException {
        return SipText.crlf("""
                REGISTER sip:%1$s SIP/2.0
                Via: SIP/2.0/TLS 10.9.8.7:5061;branch=z9hG4bK%3$s;rport
                Max-Forwards: 70
                From: <sip:%2$s@%1$s>;tag=openssl
                To: <sip:%2$s@%1$s>
                Call-ID: %3$s
                CSeq: 1 REGISTER
                Contact: <sip:%2$s@10.9.8.7:5061;transport=tls>;expires=300
                Content-Length: 0

                """.formatted(demo.domain(), number, UUID.randomUUID()));
    }
}
