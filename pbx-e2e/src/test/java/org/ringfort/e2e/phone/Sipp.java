package org.ringfort.e2e.phone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of SIPp with a scenario of ours ({@code src/test/resources/sipp}), in a station of the test network. */
public final class Sipp implements AutoCloseable {
    private static final Path SCENARIOS =
            Path.of("src/test/resources/sipp").toAbsolutePath().normalize();
    private static final int PORT = 5070;

    private final Process process;
    private final Path directory;

    /**
     * What a scenario is given.
     *
     * @param server where it sends to
     * @param via UDP, TCP or TLS; the last two are one TCP connection, TLS through a {@link TlsTunnel}
     * @param user who it is
     * @param domain the SIP domain
     * @param callee whom it calls, or empty
     */
    public record Setup(InetSocketAddress server, String via, Baresip.Account user, String domain, String callee) {}

    private Sipp(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /** Starts a scenario; {@code more} are further options such as {@code -m 5 -r 2}. */
    public static Sipp start(Lan.Station station, String scenario, Setup setup, Path directory, String... more)
            throws IOException {
        var command = new ArrayList<>(Programs.in(
                station,
                "sipp",
                setup.server().getAddress().getHostAddress() + ":"
                        + setup.server().getPort()));
        command.addAll(List.of("-sf", SCENARIOS.resolve(scenario).toString()));
        command.addAll(List.of("-s", setup.user().extension()));
        command.addAll(
                List.of("-au", setup.user().authUsername(), "-ap", setup.user().password()));
        command.addAll(List.of("-auth_uri", setup.domain()));
        command.addAll(List.of("-key", "domain", setup.domain(), "-key", "via", setup.via()));
        command.addAll(List.of("-key", "callee", setup.callee()));
        if (!List.of(more).contains("expires")) {
            command.addAll(List.of("-key", "expires", "60"));
        }
        command.addAll(List.of("-t", setup.via().equals("UDP") ? "u1" : "t1"));
        command.addAll(List.of("-i", station.address(), "-p", String.valueOf(PORT), "-nostdin"));
        command.addAll(List.of("-timeout", "100", "-timeout_error", "-trace_err", "-trace_msg"));
        command.addAll(List.of("-message_file", directory.resolve("messages").toString()));
        command.addAll(List.of("-error_file", directory.resolve("errors").toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sipp.log").toFile())
                .start();
        return new Sipp(process, directory);
    }

    /** The same as an option for who else may call while a scenario runs. */
    public static String[] andServing(String scenario, Duration stay) {
        return new String[] {
            "-m",
            "1",
            "-d",
            String.valueOf(stay.toMillis()),
            "-oocsf",
            SCENARIOS.resolve(scenario).toString()
        };
    }

    /** Waits for its end; 0 says that every call went as the scenario says. */
    public int result() throws InterruptedException {
        if (!process.waitFor(110, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return -1;
        }
        return process.exitValue();
    }

    /** Whether it goes on. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** All it sent and received so far. */
    public String messages() throws IOException {
        return text("messages");
    }

    /** What it complained of. */
    public String errors() throws IOException {
        return text("errors");
    }

    private String text(String name) throws IOException {
        Path file = directory.resolve(name);
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    /** Waits until it takes what is sent to it over UDP at that station: what comes earlier meets a closed port. */
    public static void awaitListening(Lan.Station station, Duration patience) throws IOException, InterruptedException {
        awaitListening(station, "udp", PORT, patience);
    }

    /** Waits until somebody takes what is sent to this port of that station, over {@code udp} or {@code tcp}. */
    public static void awaitListening(Lan.Station station, String transport, int port, Duration patience)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        String[] asked = Programs.in(station, "ss", "-Hln", "--" + transport, "sport = :" + port)
                .toArray(String[]::new);
        while (Programs.run(asked).isBlank()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nobody listens on port " + port + " of " + station.address());
            }
            Thread.sleep(50);
        }
    }

    /** Waits until its messages hold this text. */
    public void await(String text, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!messages().contains(text)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + text + " in " + directory.resolve("messages") + ": " + errors());
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
