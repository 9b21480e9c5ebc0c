package org.ringfort.e2e.bench.flood;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.ringfort.e2e.bench.signalling.CpuTime;
import org.ringfort.e2e.bench.signalling.FirstCore;
import org.ringfort.e2e.bench.signalling.Ringfort;
import org.ringfort.e2e.bench.signalling.Server;
import org.ringfort.e2e.bench.signalling.Sipp;
import org.ringfort.e2e.system.Mutations;

/**
 * {@code make bench-flood}: the demo on one core, with the allowances that it has; on the other SIPp, whose people call, and a
 * stranger who sends 20,000 datagrams a second, of each kind for ten seconds. Then 10,000 handshakes that are begun and not
 * ended, while others connect.
 */
public final class FloodBench {
    private static final int PEOPLE = 60;
    private static final int CALLS_EACH_SECOND = 20;
    private static final int SHOUTS_EACH_SECOND = 20_000;
    private static final int SECONDS = 10;
    private static final int WARM_SECONDS = 40;
    private static final int MANY = 250;
    private static final int STALLED = 10_000;
    private static final int CUT_AFTER_SECONDS = 10;
    private static final int ANSWERING_PORT = 25_180;

    private final Ringfort server;
    private final Sipp sipp;
    private final Random random = new Random(3261);

    private FloodBench(Ringfort server, Sipp sipp) {
        this.server = server;
        this.sipp = sipp;
    }

    /** @param arguments the root of the checkout */
    public static void main(String[] arguments) throws Exception {
        Path repository = Path.of(arguments[0]).toAbsolutePath().normalize();
        Path scratch = Files.createDirectories(repository.resolve("target/bench-flood"));
        var sipp = new Sipp(repository.resolve("pbx-e2e/src/bench/signalling"), scratch);
        try (Ringfort server = Ringfort.start(repository, scratch, PEOPLE, Map.of("LONG_RUN", "1"))) {
            new FloodBench(server, sipp).run();
        }
    }

    private void run() throws Exception {
        List<Server.Person> callers = server.people().subList(0, PEOPLE / 2);
        List<Server.Person> callees = server.people().subList(PEOPLE / 2, PEOPLE);
        Path called = sipp.people("callees.csv", callees, callees);
        Sipp.Load calls = load("call", CALLS_EACH_SECOND, sipp.people("callers.csv", callers, callees));
        sipp.run(load("register", PEOPLE / 4, called), 2, ANSWERING_PORT);
        Process answering = sipp.answering(ANSWERING_PORT);
        try {
            sipp.run(calls, WARM_SECONDS, 0);
            FirstCore.take(server.processes());
            sipp.run(calls, WARM_SECONDS, 0);
            System.out.println("| flood | sent/s | octets back each | edge CPU | calls | failed | p50 ms | p99 ms |");
            System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|");
            line("none", calls, List.of(), 1);
            line("OPTIONS", calls, List.of(message("OPTIONS", "")), 1);
            line("REGISTER", calls, List.of(message("REGISTER", "")), 1);
            line("REGISTER, wrong password", calls, wrong(), 1);
            line("INVITE", calls, List.of(message("INVITE", "")), 1);
            line("INVITE, " + MANY + " addresses", calls, List.of(message("INVITE", "")), MANY);
            line("spoiled", calls, spoiled(), 1);
            line("spoiled, " + MANY + " addresses", calls, spoiled(), MANY);
            line("none", calls, List.of(), 1);
        } finally {
            answering.destroy();
            answering.waitFor();
        }
        stalled();
    }

    private Sipp.Load load(String scenario, int rate, Path people) {
        return new Sipp.Load(scenario, "u1", "UDP", server.port(), server.domain(), people, rate);
    }

    private void line(String what, Sipp.Load calls, List<byte[]> messages, int sources) throws Exception {
        Duration before = edge();
        CompletableFuture<Flood.Echo> shouting = CompletableFuture.supplyAsync(() -> shout(messages, sources));
        Sipp.Outcome outcome = sipp.run(calls, SECONDS, 0);
        Flood.Echo echo = shouting.join();
        System.out.println("| %s | %.0f | %.2f | %.0f %% | %d | %d | %.1f | %.1f |".formatted(
                what,
                echo.sent() / echo.seconds(),
                echo.amplification(),
                edge().minus(before).toMillis() / 10.0 / Math.max(SECONDS, echo.seconds()),
                outcome.done(),
                outcome.failed(),
                outcome.p50Millis(),
                outcome.p99Millis()));
    }

    private Flood.Echo shout(List<byte[]> messages, int sources) {
        if (messages.isEmpty()) {
            return new Flood.Echo(0, 0, 0, 0, SECONDS);
        }
        try {
            var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
            return new Flood(to, SHOUTS_EACH_SECOND, messages).run(sources, SECONDS);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Duration edge() {
        return CpuTime.of(server.processes()).entrySet().stream()
                .filter(each -> each.getKey().equals("edge"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private void stalled() throws Exception {
        SSLContext trusting = server.trusting();
        double[] quiet = handshakes(trusting, 50);
        var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.tlsPort());
        long began = System.nanoTime();
        try (var stalled = new StalledHandshakes(to, STALLED)) {
            double opening = (System.nanoTime() - began) / 1e9;
            double[] meanwhile = handshakes(trusting, 50);
            Thread.sleep(Duration.ofSeconds(CUT_AFTER_SECONDS + 2));
            System.out.printf(
                    Locale.ROOT,
                    "%n%d handshakes begun in %.1f s, %d refused; kept after %d s: %d%n",
                    STALLED,
                    opening,
                    stalled.refused(),
                    CUT_AFTER_SECONDS + 2,
                    stalled.kept());
            System.out.printf(
                    Locale.ROOT,
                    "another's handshake, ms p50 and longest: before %.1f, %.1f; meanwhile %.1f, %.1f%n",
                    quiet[quiet.length / 2],
                    quiet[quiet.length - 1],
                    meanwhile[meanwhile.length / 2],
                    meanwhile[meanwhile.length - 1]);
        }
    }

    /** How long each took, in ms, shortest first. */
    private double[] handshakes(SSLContext trusting, int count) throws IOException {
        var took = new double[count];
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            try (var plain = new Socket(InetAddress.getLoopbackAddress(), server.tlsPort());
                    var socket = (SSLSocket) trusting.getSocketFactory().createSocket(plain, "localhost", server.tlsPort(), true)) {
                socket.setSoTimeout(20_000);
                socket.startHandshake();
            }
            took[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(took);
        return took;
    }

    private List<byte[]> wrong() {
        var messages = new ArrayList<byte[]>();
        for (int i = 0; i < 100; i++) {
            messages.add(message("REGISTER", """
                    Authorization: Digest username="nobody%d", realm="%s", nonce="bm9uY2U", uri="sip:%s", response="%032x", qop=auth, nc=00000001, cnonce="c"
                    """.formatted(i, server.domain(), server.domain(), random.nextLong(Long.MAX_VALUE))));
        }
        return messages;
    }

    private List<byte[]> spoiled() {
        var mutations = new Mutations(List.of(message("REGISTER", ""), message("INVITE", ""), message("OPTIONS", "")), random);
        var messages = new ArrayList<byte[]>();
        for (int i = 0; i < 1_000; i++) {
            messages.add(mutations.next());
        }
        return messages;
    }

    private byte[] message(String method, String more) {
        String name = Long.toHexString(random.nextLong());
        return """
                %1$s sip:101@%2$s SIP/2.0
                Via: SIP/2.0/UDP 10.9.8.7:5060;branch=z9hG4bK%3$s;rport
                Max-Forwards: 70
                From: <sip:stranger@%2$s>;tag=%3$s
                To: <sip:101@%2$s>
                Call-ID: %3$s
                CSeq: 1 %1$s
                Contact: <sip:stranger@10.9.8.7:5060>
                %4$sContent-Length: 0

                """.formatted(method, server.domain(), name, more).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
