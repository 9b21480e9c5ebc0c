package org.ringfort.e2e.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs that others wrote: whether they are there, and what they answer. */
public final class Programs {
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("baresip", "baresip"),
            Map.entry("sipp", "sip-tester"),
            Map.entry("sipsak", "sipsak"),
            Map.entry("svcrack", "sipvicious"),
            Map.entry("tshark", "tshark"),
            Map.entry("chromium", "chromium"),
            Map.entry("ip", "iproute2"),
            Map.entry("iptables", "iptables"),
            Map.entry("openssl", "openssl"),
            Map.entry("stunnel", "stunnel4"),
            Map.entry("linphonec", "linphone-cli"),
            Map.entry("node", "nodejs"),
            Map.entry("curl", "curl"),
            Map.entry("turnserver", "coturn"));

    private Programs() {}

    /** Skips the test, with the install line, where one of them is missing. */
    public static void need(String... names) {
        for (String name : names) {
            Assumptions.assumeTrue(
                    present(name), name + " is missing: apt-get install " + PACKAGES.getOrDefault(name, name));
        }
    }

    /** Skips the test where it does not run as root: network namespaces need it. */
    public static void needRoot() {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "network namespaces need root: run as root");
    }

    static boolean present(String name) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(directory, name))) {
                return true;
            }
        }
        return Files.isExecutable(Path.of("/usr/sbin", name));
    }

    /**
     * What a program answered.
     *
     * @param code its exit code
     * @param text standard output and error together
     */
    public record Answer(int code, String text) {}

    /** Runs it to its end, with this on its standard input. */
    public static Answer run(String input, Duration patience, List<String> command)
            throws IOException, InterruptedException {
        Path answer = Files.createTempFile("answer", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();
            try (var out = process.getOutputStream()) {
                out.write(input.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } catch (IOException closed) {
                // It ended without reading all; its answer tells.
            }
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                return new Answer(-1, read(answer));
            }
            return new Answer(process.exitValue(), read(answer));
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Runs it and insists on success. */
    public static String run(String... command) throws IOException, InterruptedException {
        Answer answer = run("", Duration.ofSeconds(30), List.of(command));
        if (answer.code() != 0) {
            throw new IOException(String.join(" ", command) + ": " + answer.code() + " " + answer.text());
        }
        return answer.text();
    }

    /** The command as it runs in a station of the test network. */
    public static List<String> in(Lan.Station station, String... command) {
        var whole = new ArrayList<>(List.of("ip", "netns", "exec", station.namespace()));
        whole.addAll(List.of(command));
        return whole;
    }
}
