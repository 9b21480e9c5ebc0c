package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** SIPp, which drives the load from the other core. */
final class Sipp {
    private static final int MOST_OPEN = 3000;

    private final Path scenarios;
    private final Path scratch;

    Sipp(Path scenarios, Path scratch) {
        this.scenarios = scenarios;
        this.scratch = scratch;
    }

    /**
     * One load.
     *
     * @param scenario the file's name without its ending
     * @param transport SIPp's own name of it: u1, t1 (one connection) or tn (a connection each)
     * @param via what the Via header names
     * @param remote where to send it
     * @param domain of the registrar
     * @param people the file of users
     * @param rate operations a second
     * @param seconds how long
     */
    record Load(
            String scenario,
            String transport,
            String via,
            String remote,
            String domain,
            Path people,
            int rate,
            int seconds) {}

    /**
     * What came of it.
     *
     * @param rate operations a second that were achieved
     * @param done operations that succeeded
     * @param failed operations that did not
     * @param p50Millis half of the operations took no longer
     * @param p99Millis 99 of 100 took no longer
     */
    record Outcome(double rate, long done, long failed, double p50Millis, double p99Millis) {}

    Outcome run(Load load) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(scratch, load.scenario());
        long begin = System.nanoTime();
        Process process = start(
                folder,
                load.scenario(),
                load.via(),
                load.remote(),
                "-t", load.transport(),
                "-s", load.domain(),
                "-inf", load.people().toString(),
                "-r", String.valueOf(load.rate()),
                "-m", String.valueOf((long) load.rate() * load.seconds()),
                "-l", String.valueOf(MOST_OPEN),
                "-max_socket", String.valueOf(MOST_OPEN),
                "-recv_timeout", "8000",
                "-timeout", String.valueOf(load.seconds() + 20),
                "-trace_stat", "-stf", folder.resolve("stat.csv").toString(), "-fd", "1",
                "-trace_rtt", "-rtt_freq", "1");
        if (!process.waitFor(load.seconds() + 60L, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return outcome(folder, seconds);
    }

    /** Who answers calls, until it is destroyed. */
    Process answering(int port, String via) throws IOException {
        Path folder = Files.createTempDirectory(scratch, "answer");
        return start(folder, "answer", via, null, "-t", "u1", "-p", String.valueOf(port));
    }

    private Process start(Path folder, String scenario, String via, @Nullable String remote, String... more)
            throws IOException {
        Path file = folder.resolve(scenario + ".xml");
        Files.writeString(file, Files.readString(scenarios.resolve(scenario + ".xml")).replace("[via]", via));
        var command = new ArrayList<>(List.of("taskset", "-c", "1", "sipp"));
        if (remote != null) {
            command.add(remote);
        }
        command.addAll(List.of("-sf", file.toString(), "-i", "127.0.0.1", "-nostdin", "-buff_size", "4194304"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("screen.txt").toFile())
                .start();
    }

    private static Outcome outcome(Path folder, double seconds) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("stat.csv"));
        List<String> names = List.of(lines.getFirst().split(";", -1));
        String[] last = lines.getLast().split(";", -1);
        long done = Long.parseLong(last[names.indexOf("SuccessfulCall(C)")]);
        long failed = Long.parseLong(last[names.indexOf("FailedCall(C)")]);
        double[] took = tookMillis(folder);
        return new Outcome(done / seconds, done, failed, at(took, 0.5), at(took, 0.99));
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
