package org.ringfort.e2e.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringfort.e2e.phone.Baresip;
import org.ringfort.e2e.phone.Lan;
import org.ringfort.e2e.phone.Programs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One demo for all system tests that one JVM runs, started by the same script as a newcomer's, in a directory of its own, on
 * ports of its own, serving an address of its own. It is stopped, and its network removed, when the JVM ends. What a test
 * uses besides is in here too: {@link #scratch}, {@link #station}, {@link Lan#guest}; nothing else is the machine's own.
 */
final class DemoUnderTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    /** Which of the JVMs that share the tests of a run this is, from 1. */
    private static final int FORK = Integer.getInteger("ringfort.it.fork", 1);

    private static final int MOST_FORKS = 2;
    private static final int CHECKOUTS = 11;
    /** All ports of all demos stay below those that Linux gives to whoever asks for any (from 32768). */
    private static final int PORTS_APART = 1000;

    /** Where a demo of somebody at work never is: people move theirs by thousands. */
    private static final int FIRST_OFFSET = 500;

    private static final Path DIRECTORY = REPOSITORY.resolve("pbx-e2e/target/e2e-" + FORK);

    private static @Nullable DemoUnderTest shared;

    private final Lan lan;
    private final int portOffset;

    private DemoUnderTest(Lan lan, int portOffset) {
        this.lan = lan;
        this.portOffset = portOffset;
    }

    /** The demo that is up; started by the first who asks. Skips the test where this machine cannot run it. */
    static synchronized DemoUnderTest shared() throws IOException, InterruptedException {
        Programs.need("ip", "baresip");
        Programs.needRoot();
        DemoUnderTest running = shared;
        if (running == null) {
            // Of two checkouts, and of two JVMs, that test at the same time each gets a network and ports of its own.
            int slot = MOST_FORKS * Math.floorMod(REPOSITORY.hashCode(), CHECKOUTS) + (FORK - 1) % MOST_FORKS;
            running = new DemoUnderTest(Lan.make(slot), FIRST_OFFSET + PORTS_APART * slot);
            Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "stop-demo"));
            shared = running;
            running.script("down");
            running.script("reset");
            running.script("up");
        }
        return running;
    }

    private void script(String word) throws IOException, InterruptedException {
        Files.createDirectories(DIRECTORY);
        Path log = DIRECTORY.resolve("script-" + word + ".log");
        var builder = new ProcessBuilder(
                        REPOSITORY.resolve("pbx-e2e/src/main/shell/demo").toString(), word)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("RUN_DIR", directory().toString());
        builder.environment().put("HOST", lan.serverAddress());
        builder.environment().put("PORT_OFFSET", String.valueOf(portOffset));
        builder.environment().put("RINGFORT_NO_BUILD", "1");
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError("demo " + word + ": " + Files.readString(log));
        }
    }

    private void stop() {
        try {
            script("down");
            lan.close();
        } catch (IOException e) {
            System.err.println("the demo under test was not put away: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Path directory() {
        return DIRECTORY.resolve("demo");
    }

    static Path scratch(String name) throws IOException {
        Path directory = DIRECTORY.resolve("phones").resolve(name);
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(directory);
    }

    JsonNode face() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(directory().resolve("demo.json")));
    }

    Lan lan() {
        return lan;
    }

    Lan.Station station() throws IOException, InterruptedException {
        return lan.station();
    }

    String host() throws IOException {
        return face().path("host").asString();
    }

    int tlsPort() throws IOException {
        return face().path("sip").path("tls").asInt();
    }

    int wssPort() throws IOException {
        return face().path("sip").path("wss").asInt();
    }

    int udpPort() throws IOException {
        return face().path("sip").path("udp").asInt();
    }

    Path ca() throws IOException {
        return Path.of(face().path("ca").asString());
    }

    String domain() throws IOException {
        return face().path("domain").asString();
    }

    Api api() throws IOException, GeneralSecurityException {
        JsonNode api = face().path("api");
        return new Api(api.path("url").asString(), api.path("key").asString(), ca());
    }

    Baresip.Account account(String extension) throws IOException {
        for (JsonNode user : face().path("users")) {
            if (user.path("extension").asString().equals(extension)) {
                return new Baresip.Account(
                        extension,
                        user.path("auth_username").asString(),
                        user.path("password").asString(),
                        user.path("voicemail_pin").asString(""));
            }
        }
        throw new AssertionError("no user " + extension + " in demo.json");
    }

    /** A phone over TLS with mandatory SRTP that answers by itself and speaks this tone. */
    Baresip.Setup phone(String extension, int toneHz) throws IOException {
        return new Baresip.Setup(
                account(extension),
                "sip:" + host() + ":" + tlsPort() + ";transport=tls",
                ca(),
                domain(),
                "srtp-mand",
                true,
                toneHz);
    }

    /** Starts the phone and waits until it is registered. */
    Baresip registered(String name, Baresip.Setup setup) throws IOException, InterruptedException {
        Baresip phone = Baresip.start(station(), setup, scratch(name));
        try {
            phone.awaitRegistered(Duration.ofSeconds(40));
        } catch (AssertionError e) {
            phone.close();
            throw e;
        }
        return phone;
    }

    /** What a service has logged so far. */
    static String log(String service) throws IOException {
        return Files.readString(directory().resolve("logs").resolve(service + ".log"));
    }

    /** Waits for a line of the service's log that holds all these. */
    static String awaitLog(String service, Duration patience, String... parts)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            for (String line : log(service).split("\n", -1)) {
                boolean all = true;
                for (String part : parts) {
                    all &= line.contains(part);
                }
                if (all) {
                    return line;
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no line with " + String.join(", ", parts) + " in " + service + ".log");
            }
            Thread.sleep(200);
        }
    }

    /** The process of this name in demo.json. */
    long pid(String service) throws IOException {
        for (JsonNode process : face().path("processes")) {
            if (process.path("name").asString().equals(service)) {
                return process.path("pid").asLong();
            }
        }
        throw new AssertionError("no process " + service + " in demo.json");
    }
}
