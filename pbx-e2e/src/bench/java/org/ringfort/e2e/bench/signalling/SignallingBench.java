package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code make bench-signalling}: the server and its database on one core, SIPp on the other. Each line is one load; the time is
 * all that the counted processes spent, for one operation that succeeded. {@code QUICK=1} leaves out the highest rates.
 *
 * <p>What is wanted is the cost of a server that has been up for days: so a minute of each load comes first, uncounted and on
 * both cores, until its compilers have little left to do.
 */
public final class SignallingBench {
    private static final int ANSWERING_PORT = 25_080;
    private static final int REGISTRATIONS_EACH_SECOND = 500;
    private static final int CALLS_EACH_SECOND = 100;
    private static final int HANDSHAKES_EACH_SECOND = 100;
    private static final int PROBE_SECONDS = 3;
    private static final int WARM_SECONDS = 60;
    /** What is done once in a call is compiled for good after some 10,000 of them; a minute's 6,000 end while that is under way. */
    private static final int WARM_CALLS_SECONDS = 100;

    private static final int WARM_CALLS_ROUNDS = 3;
    private static final int SETTLE_SECONDS = 20;

    private static final double STEP = 1.3;
    private static final double LATE_SECONDS = 0.5;

    private final boolean quick;
    private final int people;
    private final int seconds;
    private final Report report = new Report();
    private final Path scratch;
    private final Sipp sipp;

    private SignallingBench(Path repository, boolean quick) throws IOException {
        this.quick = quick;
        this.people = quick ? 100 : 400;
        this.seconds = quick ? 5 : 10;
        scratch = Files.createDirectories(repository.resolve("target/bench-signalling"));
        sipp = new Sipp(repository.resolve("pbx-e2e/src/bench/signalling"), scratch);
    }

    /** @param arguments the root of the checkout; then, perhaps, "quick" */
    public static void main(String[] arguments) throws Exception {
        Path repository = Path.of(arguments[0]).toAbsolutePath().normalize();
        new SignallingBench(repository, List.of(arguments).contains("quick")).run(repository);
    }

    private void run(Path repository) throws Exception {
        try (Ringfort ringfort = Ringfort.start(repository, scratch, people)) {
            measure(ringfort);
            if (Kamailio.installed()) {
                try (Server kamailio = Kamailio.start(repository, scratch, ringfort, people)) {
                    measure(kamailio);
                    report.compare(ringfort.name(), kamailio.name());
                }
            } else {
                report.say("\nKamailio is not installed (kamailio, kamailio-postgres-modules,"
                        + " kamailio-tls-modules): nothing to compare with.");
            }
        }
        report.keep(scratch.resolve("report.md"));
    }

    private void measure(Server server) throws Exception {
        List<Server.Person> callers = server.people().subList(0, people / 2);
        List<Server.Person> callees = server.people().subList(people / 2, people);
        var load = new Loads(server, sipp.people("callers.csv", callers, callees), sipp.people("callees.csv", callees, callees));
        report.server(server.name());
        warm(load.register("u1", "UDP", REGISTRATIONS_EACH_SECOND), WARM_SECONDS);
        for (int round = 0; round < WARM_CALLS_ROUNDS; round++) {
            answered(load, () -> warm(load.call(CALLS_EACH_SECOND), WARM_CALLS_SECONDS));
        }
        FirstCore.take(server.processes());
        answered(load, () -> line(server, "call, UDP", load.call(CALLS_EACH_SECOND)));
        if (!quick) {
            answered(load, () -> highest(server, "call, UDP, highest", load, CALLS_EACH_SECOND * 2, load::call));
        }
        measureRegistrations(server, load);
    }

    /** Some calls. */
    @FunctionalInterface
    private interface Calls {
        void make() throws IOException, InterruptedException;
    }

    /** Phones stay registered for some minutes: they register anew for each lot of calls. */
    private void answered(Loads load, Calls calls) throws IOException, InterruptedException {
        sipp.run(load.callees(), 2, ANSWERING_PORT);
        Process answering = sipp.answering(ANSWERING_PORT);
        try {
            calls.make();
        } finally {
            answering.destroy();
            answering.waitFor();
        }
    }

    private void measureRegistrations(Server server, Loads load) throws Exception {
        line(server, "REGISTER, UDP", load.register("u1", "UDP", REGISTRATIONS_EACH_SECOND));
        line(server, "REGISTER, TCP kept", load.register("t1", "TCP", REGISTRATIONS_EACH_SECOND));
        if (TlsClient.installed()) {
            try (var client = TlsClient.to(server, scratch)) {
                warm(load.register("tn", "TLS", HANDSHAKES_EACH_SECOND), WARM_SECONDS);
                line(server, "REGISTER, TLS kept", load.register("t1", "TLS", REGISTRATIONS_EACH_SECOND));
                line(server, "REGISTER, TLS new", load.register("tn", "TLS", HANDSHAKES_EACH_SECOND));
            }
        } else {
            report.say("stunnel4 is not installed, and SIPp speaks no TLS: TLS is left out.");
        }
        if (!quick) {
            highest(server, "REGISTER, UDP, highest", load, REGISTRATIONS_EACH_SECOND * 2, rate -> load.register("u1", "UDP", rate));
        }
    }

    /** What a compiler at run time needs to see first; a server without one is asked for as much. */
    private void warm(Sipp.Load load, int time) throws IOException, InterruptedException {
        sipp.run(load.at(load.rate() / 4), 5, 0);
        sipp.run(load, time, 0);
    }

    @FunctionalInterface
    private interface AtRate {
        Sipp.Load at(int rate);
    }

    /** Rises until a short probe no longer holds, then goes down from there until a rate holds its full time. */
    private void highest(Server server, String what, Loads loads, int from, AtRate load)
            throws IOException, InterruptedException {
        int rate = from;
        while (holds(sipp.run(load.at(rate), PROBE_SECONDS, 0))) {
            rate = (int) (rate * STEP);
        }
        while (rate > from / 4) {
            rate = (int) (rate / Math.sqrt(STEP));
            Report.Line line = measured(server, what, load.at(rate));
            if (holds(line.outcome())) {
                report.line(server.name(), line);
                return;
            }
        }
        report.say("no rate held: " + what);
    }

    private static boolean holds(Sipp.Outcome outcome) {
        return outcome.failed() == 0 && outcome.lateSeconds() < LATE_SECONDS;
    }

    /** Another load has just been measured: the compilers are given time for this one, on the one core. */
    private void line(Server server, String what, Sipp.Load load) throws IOException, InterruptedException {
        sipp.run(load, SETTLE_SECONDS, 0);
        report.line(server.name(), measured(server, what, load));
    }

    private Report.Line measured(Server server, String what, Sipp.Load load) throws IOException, InterruptedException {
        Map<String, Duration> before = CpuTime.of(server.processes());
        Sipp.Outcome outcome = sipp.run(load, seconds, 0);
        var spent = new LinkedHashMap<String, Duration>();
        CpuTime.of(server.processes()).forEach((name, now) -> spent.put(name, now.minus(before.getOrDefault(name, now))));
        return new Report.Line(what, load.rate(), outcome, spent);
    }

    /** The loads of one server. */
    private record Loads(Server server, Path callers, Path called) {
        Sipp.Load register(String transport, String via, int rate) {
            int port = via.equals("TLS") ? TlsClient.PORT : server.port();
            return new Sipp.Load("register", transport, via, port, server.domain(), callers, rate);
        }

        Sipp.Load callees() throws IOException {
            int count = Files.readAllLines(called).size() - 1;
            return new Sipp.Load("register", "u1", "UDP", server.port(), server.domain(), called, count / 2);
        }

        Sipp.Load call(int rate) {
            return new Sipp.Load("call", "u1", "UDP", server.port(), server.domain(), callers, rate);
        }
    }
}
