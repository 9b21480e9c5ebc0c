package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code make bench-signalling}: the server and its database on one core, SIPp on the other. Each line is one load; the time is
 * all that the counted processes spent, for a thousand operations that succeeded.
 */
public final class SignallingBench {
    private static final int PEOPLE = 400;
    private static final int SECONDS = 10;
    private static final int ANSWERING = 25_080;
    private static final List<Integer> CLIMB = List.of(1000, 2000, 3000, 4000, 5000, 6000);
    private static final List<Integer> CALLS_CLIMB = List.of(200, 400, 800, 1200, 1600);

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Path scratch;
    private final Sipp sipp;

    private SignallingBench(Path repository) throws IOException {
        scratch = Files.createDirectories(repository.resolve("target/bench-signalling"));
        sipp = new Sipp(repository.resolve("pbx-e2e/src/bench/signalling"), scratch);
    }

    /** @param arguments the root of the checkout */
    public static void main(String[] arguments) throws Exception {
        Path repository = Path.of(arguments[0]).toAbsolutePath().normalize();
        var bench = new SignallingBench(repository);
        try (Ringfort ringfort = Ringfort.start(repository, bench.scratch, PEOPLE)) {
            bench.measure(ringfort);
            if (Kamailio.installed()) {
                try (Server kamailio = Kamailio.start(repository, bench.scratch, ringfort, PEOPLE)) {
                    bench.measure(kamailio);
                }
            } else {
                bench.out.println("\nKamailio is not installed (kamailio, kamailio-postgres-modules,"
                        + " kamailio-tls-modules): nothing to compare with.");
            }
        }
    }

    private void measure(Server server) throws Exception {
        List<Server.Person> people = server.people();
        List<Server.Person> callers = people.subList(0, people.size() / 2);
        List<Server.Person> callees = people.subList(people.size() / 2, people.size());
        Path file = people(callers, callees);
        String plain = "127.0.0.1:" + server.port();
        String tls = "127.0.0.1:" + TlsClient.PORT;
        out.printf("%n## %s%n%n", server.name());
        out.println("| load | asked/s | done/s | failed | p50 ms | p99 ms | CPU ms each |");
        out.println("|---|--:|--:|--:|--:|--:|--:|");
        sipp.run(new Sipp.Load("register", "u1", "UDP", plain, server.domain(), file, 300, 20)); // warm
        line(server, "REGISTER, UDP", new Sipp.Load("register", "u1", "UDP", plain, server.domain(), file, 500, SECONDS));
        line(server, "REGISTER, TCP kept", new Sipp.Load("register", "t1", "TCP", plain, server.domain(), file, 500, SECONDS));
        if (TlsClient.installed()) {
            try (var client = TlsClient.to(server, scratch)) {
                line(server, "REGISTER, TLS kept", new Sipp.Load("register", "t1", "TLS", tls, server.domain(), file, 500, SECONDS));
                line(server, "REGISTER, TLS new", new Sipp.Load("register", "tn", "TLS", tls, server.domain(), file, 100, SECONDS));
            }
        }
        Callees.register(server, callees, ANSWERING);
        Process answering = sipp.answering(ANSWERING, "UDP");
        try {
            sipp.run(new Sipp.Load("call", "u1", "UDP", plain, server.domain(), file, 50, 20)); // warm
            line(server, "call, UDP", new Sipp.Load("call", "u1", "UDP", plain, server.domain(), file, 100, SECONDS));
            climb(server, "call, UDP", "call", plain, file, CALLS_CLIMB);
        } finally {
            answering.destroy();
            answering.waitFor();
        }
        climb(server, "REGISTER, UDP", "register", plain, file, CLIMB);
    }

    /** Rises until a rate no longer holds. */
    private void climb(Server server, String what, String scenario, String remote, Path file, List<Integer> rates)
            throws IOException, InterruptedException {
        for (int rate : rates) {
            Sipp.Outcome outcome = line(
                    server, what, new Sipp.Load(scenario, "u1", "UDP", remote, server.domain(), file, rate, SECONDS));
            if (outcome.failed() > 0 || outcome.rate() < 0.9 * rate) {
                return;
            }
        }
    }

    private Sipp.Outcome line(Server server, String what, Sipp.Load load) throws IOException, InterruptedException {
        Duration before = CpuTime.of(server.processes());
        Sipp.Outcome outcome = sipp.run(load);
        double spent = CpuTime.of(server.processes()).minus(before).toMillis();
        out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %d | %.1f | %.1f | %.2f |",
                what,
                load.rate(),
                outcome.rate(),
                outcome.failed(),
                outcome.p50Millis(),
                outcome.p99Millis(),
                outcome.done() == 0 ? Double.NaN : spent / outcome.done()));
        return outcome;
    }

    /** SIPp's file: who calls whom. */
    private Path people(List<Server.Person> callers, List<Server.Person> callees) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("SEQUENTIAL");
        for (int i = 0; i < callers.size(); i++) {
            Server.Person caller = callers.get(i);
            lines.add(caller.user() + ";" + caller.authUser() + ";" + caller.password() + ";"
                    + callees.get(i % callees.size()).user() + ";");
        }
        Path file = scratch.resolve("people.csv");
        Files.writeString(file, lines.stream().collect(Collectors.joining("\n", "", "\n")));
        return file;
    }
}
