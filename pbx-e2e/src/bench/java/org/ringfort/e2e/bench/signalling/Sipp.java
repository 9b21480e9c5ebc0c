package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** SIPp, which drives the load from the other core. */
public final class Sipp {
    private static final int MOST_OPEN = 3000;
    private static final int PATIENCE_MILLIS = 8000;

    private final Path scenarios;
    private final Path scratch;

    public Sipp(Path scenarios, Path scratch) {
        this.scenarios = scenarios;
        this.scratch = scratch;
    }

    /**
     * One load.
     *
     * @param scenario the file's name without its ending
     * @param transport SIPp's own name of it: u1, t1 (one connection) or tn (a connection each)
     * @param via what the Via header names
     * @param port on loopback, where to send it
     * @param domain of the registrar
     * @param people the file of users
     * @param rate operations a second
     */
    public record Load(String scenario, String transport, String via, int port, String domain, Path people, int rate) {
        Load at(int anotherRate) {
            return new Load(scenario, transport, via, port, domain, people, anotherRate);
        }
    }

    /**
     * What came of it.
     *
     * @param rate operations a second that were achieved
     * @param done operations that succeeded
     * @param failed operations that did not
     * @param lateSeconds how much longer it took than it should have: what could not be done in time was done afterwards
     * @param p50Millis half of the operations took no longer
     * @param p99Millis 99 of 100 took no longer
     */
    public record Outcome(double rate, long done, long failed, double lateSeconds, double p50Millis, double p99Millis) {}

    /** A file of users for a load: who, how they prove it, whom they call; in the order of the list, and over again. */
    public Path people(String name, List<Server.Person> people, List<Server.Person> called) throws IOException {
        var lines = new ArrayList<String>(List.of("SEQUENTIAL"));
        for (int i = 0; i < people.size(); i++) {
            Server.Person one = people.get(i);
            lines.add("%s;[authentication username=%s password=%s];%s;".formatted(
                    one.user(), one.authUser(), one.password(), called.get(i % called.size()).user()));
        }
        return Files.write(scratch.resolve(name), lines);
    }

    /** @param localPort 0: any */
    public Outcome run(Load load, int seconds, int localPort) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(scratch, load.scenario());
        var options = new ArrayList<>(List.of(
                "127.0.0.1:" + load.port(),
                "-t", load.transport(),
                "-s", load.domain(),
                "-inf", load.people().toString(),
                "-r", String.valueOf(load.rate()),
                "-m", String.valueOf((long) load.rate() * seconds),
                "-l", String.valueOf(MOST_OPEN),
                "-max_socket", String.valueOf(MOST_OPEN),
                "-recv_timeout", String.valueOf(PATIENCE_MILLIS),
                "-timeout", String.valueOf(seconds + 20),
                "-trace_stat", "-stf", folder.resolve("stat.csv").toString(), "-fd", "1",
                "-trace_err",
                "-trace_rtt", "-rtt_freq", "1"));
        if (localPort != 0) {
            options.addAll(List.of("-p", String.valueOf(localPort)));
        }
        Process process = start(folder, load.scenario(), load.via(), options);
        if (!process.waitFor(seconds + 60L, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return outcome(folder, seconds);
    }

    /** Who answers calls over UDP, until it is destroyed. */
    public Process answering(int port) throws IOException {
        Path folder = Files.createTempDirectory(scratch, "answer");
        return start(folder, "answer", "UDP", List.of("-t", "u1", "-p", String.valueOf(port)));
    }

    private Process start(Path folder, String scenario, String via, List<String> options) throws IOException {
        Path file = folder.resolve(scenario + ".xml");
        Files.writeString(file, Files.readString(scenarios.resolve(scenario + ".xml")).replace("[via]", via));
        var command = new ArrayList<>(List.of("taskset", "-c", "1", "sipp", "-sf", file.toString()));
        command.addAll(List.of("-i", "127.0.0.1", "-nostdin", "-buff_size", "4194304"));
        command.addAll(options);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("screen.txt").toFile())
                .start();
    }

    private static Outcome outcome(Path folder, int planned) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("stat.csv"));
        List<String> names = List.of(lines.getFirst().split(";", -1));
        String[] last = lines.getLast().split(";", -1);
        long done = Long.parseLong(last[names.indexOf("SuccessfulCall(C)")]);
        long failed = Long.parseLong(last[names.indexOf("FailedCall(C)")]);
        double seconds = epochSeconds(last[names.indexOf("CurrentTime")]) - epochSeconds(last[names.indexOf("StartTime")]);
        double[] took = tookMillis(folder);
        return new Outcome(done / seconds, done, failed, seconds - planned, at(took, 0.5), at(took, 0.99));
    }

    /** SIPp writes the day, the time and, after another tab, seconds since 1970. */
    private static double epochSeconds(String moment) {
        return Double.parseDouble(moment.substring(moment.lastIndexOf('\t') + 1));
    }

    private static double[] tookMillis(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            Path file = files.filter(each -> each.toString().endsWith("_rtt.csv"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("SIPp said nothing: see " + folder));
            try (var lines = Files.lines(file)) {
                return lines.skip(1)
                        .mapToDouble(line -> Double.parseDouble(line.split(";", -1)[1]))
                        .sorted()
                        .toArray();
            }
        }
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
    }
}
