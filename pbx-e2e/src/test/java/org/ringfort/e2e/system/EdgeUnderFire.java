package org.ringfort.e2e.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.ringfort.e2e.phone.SipSocket;
import org.ringfort.e2e.phone.Trust;

/** The edge as its attackers and its guards see it: a socket for each transport, a probe, and what the process holds. */
final class EdgeUnderFire {
    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 (\\d{3}) ");
    private static final Pattern INTERNALS = Pattern.compile(
            "(?i)exception|org\\.ringfort|java\\.|io\\.netty|io\\.grpc|\\bat [a-z]+\\.|/target/|\\.jar|postgres");

    private final DemoUnderTest demo;
    private InetAddress from;
    private final SSLContext trusting;
    private final SipSocket probe;
    private int probes;

    EdgeUnderFire(DemoUnderTest demo, int guest) throws Exception {
        this.demo = demo;
        this.from = demo.lan().guest(guest);
        this.trusting = Trust.only(demo.ca());
        this.probe = SipSocket.udp(demo.lan().guest(guest + 1), server("UDP"));
    }

    /** From now on sockets are another stranger's. */
    void stranger(int guest) throws IOException, InterruptedException {
        from = demo.lan().guest(guest);
    }

    private InetSocketAddress server(String transport) throws IOException {
        int port = switch (transport) {
            case "TLS" -> demo.tlsPort();
            case "WSS" -> demo.wssPort();
            default -> demo.udpPort();
        };
        return new InetSocketAddress(demo.host(), port);
    }

    /** A new socket of a stranger. */
    SipSocket socket(String transport) throws IOException {
        return switch (transport) {
            case "UDP" -> SipSocket.udp(from, server(transport));
            case "TCP" -> SipSocket.tcp(from, server(transport));
            case "WSS" -> SipSocket.wss(from, server(transport), trusting);
            default -> SipSocket.tls(from, server(transport), trusting);
        };
    }

    /** The status of an answer. */
    static int status(String answer) {
        Matcher line = STATUS.matcher(answer);
        return line.lookingAt() ? Integer.parseInt(line.group(1)) : -1;
    }

    /** What of our insides an answer tells, if anything. */
    static Optional<String> internals(String answer) {
        Matcher found = INTERNALS.matcher(answer);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }

    /** Asks, from another address than the attacker's, whether the edge serves; the time it took, or an error. */
    Duration probe() throws IOException {
        String name = "probe" + ++probes;
        String options = SipText.crlf("""
                OPTIONS sip:%1$s SIP/2.0
                Via: SIP/2.0/UDP 10.9.8.7:5060;branch=z9hG4bK%2$s;rport
                Max-Forwards: 70
                From: <sip:probe@%1$s>;tag=%2$s
                To: <sip:%1$s>
                Call-ID: %2$s
                CSeq: 1 OPTIONS
                Content-Length: 0

                """.formatted(demo.domain(), name));
        long begin = System.nanoTime();
        for (int attempt = 0; attempt < 20; attempt++) {
            probe.send(options.getBytes(StandardCharsets.US_ASCII));
            Optional<String> answer = probe.receive(Duration.ofSeconds(1));
            while (answer.isPresent()) {
                if (answer.get().contains("Call-ID: " + name + "\r\n") && status(answer.get()) == 200) {
                    return Duration.ofNanos(System.nanoTime() - begin);
                }
                answer = probe.receive(Duration.ofSeconds(1));
            }
        }
        throw new AssertionError("the edge does not answer OPTIONS any more");
    }

    /**
     * What the process of the edge holds.
     *
     * @param pid its process; another one would say that it died
     * @param residentMebibytes its memory
     * @param descriptors open files and sockets
     */
    record Holdings(long pid, long residentMebibytes, long descriptors) {}

    Holdings holdings() throws IOException {
        long pid = demo.pid("pbx-sip-edge");
        Path process = Path.of("/proc", String.valueOf(pid));
        long kibibytes = Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("vmrss"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
        try (var descriptors = Files.list(process.resolve("fd"))) {
            return new Holdings(pid, kibibytes / 1024, descriptors.count());
        }
    }
}
