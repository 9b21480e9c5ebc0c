package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.ringfort.e2e.phone.Trust;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo, compiled as for a long life, with as many people as the load wants. */
public final class Ringfort implements Server {
    private static final int PORT_OFFSET = 20_000;
    private static final int FIRST_NUMBER = 20_000;

    private final Path repository;
    private final Path directory;
    private final JsonNode face;
    private final List<Person> people = new ArrayList<>();

    private Ringfort(Path repository, Path directory, JsonNode face) {
        this.repository = repository;
        this.directory = directory;
        this.face = face;
    }

    /** Starts it anew, with nobody of an earlier run; returns when all people are there, and leaves nothing running where that fails. */
    public static Ringfort start(Path repository, Path scratch, int people)
            throws IOException, InterruptedException, GeneralSecurityException {
        return start(repository, scratch, people, unlimited());
    }

    /** The same, with other settings than the demo's. */
    public static Ringfort start(Path repository, Path scratch, int people, Map<String, String> settings)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path directory = scratch.resolve("demo");
        script(repository, directory, settings, "down");
        script(repository, directory, settings, "reset");
        script(repository, directory, settings, "up");
        try {
            JsonNode face = JsonMapper.shared().readTree(Files.readString(directory.resolve("demo.json")));
            var started = new Ringfort(repository, directory, face);
            started.people.addAll(new Hiring(face, started.trusting()).people(FIRST_NUMBER, people));
            return started;
        } catch (Exception e) {
            script(repository, directory, settings, "down");
            throw e;
        }
    }

    /** The load comes from one address and few accounts: it is let in as a carrier's would be. */
    public static Map<String, String> unlimited() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("LONG_RUN", "1");
        for (String of : List.of("", "FLOW_", "STRANGERS_", "REGISTER_", "OPENING_", "ACCOUNT_", "DOMAIN_")) {
            settings.put("RINGFORT_ADMISSION_" + of + "RATE", "1000000");
            settings.put("RINGFORT_ADMISSION_" + of + "BURST", "1000000");
        }
        settings.put("RINGFORT_CONNECTION_PER_ADDRESS", "50000");
        settings.put("RINGFORT_CONNECTION_HANDSHAKES_PER_ADDRESS", "2000");
        return settings;
    }

    private static void script(Path repository, Path directory, Map<String, String> settings, String word)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(repository.resolve("pbx-e2e/src/main/shell/demo").toString(), word)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolveSibling("demo-" + word + ".log").toFile());
        builder.environment().put("RUN_DIR", directory.toString());
        builder.environment().put("PORT_OFFSET", String.valueOf(PORT_OFFSET));
        builder.environment().putAll(settings);
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("demo " + word + ": see " + directory.resolveSibling("demo-" + word + ".log"));
        }
    }

    /** What the demo tells of itself, {@code demo.json}. */
    public JsonNode face() {
        return face;
    }

    /** TLS that trusts this demo and nobody else. */
    public SSLContext trusting() throws IOException, GeneralSecurityException {
        return Trust.only(Path.of(face.path("ca").asString()));
    }

    @Override
    public String name() {
        return "Ringfort";
    }

    @Override
    public String domain() {
        return face.path("domain").asString();
    }

    @Override
    public int port() {
        return face.path("sip").path("udp").asInt();
    }

    @Override
    public int tlsPort() {
        return face.path("sip").path("tls").asInt();
    }

    @Override
    public List<Person> people() {
        return people;
    }

    @Override
    public Map<String, Long> processes() {
        var processes = new LinkedHashMap<String, Long>();
        face.path("processes")
                .forEach(process -> processes.put(
                        process.path("name").asString().replaceFirst("^pbx-(sip-)?", ""),
                        process.path("pid").asLong()));
        processes.put("database", database());
        return processes;
    }

    /** Stops or continues the three services; the database goes on. */
    void freeze(boolean stopped) {
        for (JsonNode process : face.path("processes")) {
            try {
                new ProcessBuilder("kill", stopped ? "-STOP" : "-CONT", process.path("pid").asString())
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    String databaseUrl(String name) throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + (7432 + PORT_OFFSET) + "/" + name + "?user=postgres&password="
                + superuserPassword();
    }

    String databaseUri(String name) throws IOException {
        return "postgres://postgres:" + superuserPassword() + "@127.0.0.1:" + (7432 + PORT_OFFSET) + "/" + name;
    }

    private String superuserPassword() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(directory.resolve("secrets.json")))
                .path("database.superuser")
                .asString();
    }

    Path certificate() throws IOException {
        return Path.of(edgeSetting("sip.certificate"));
    }

    Path key() throws IOException {
        return Path.of(edgeSetting("sip.key"));
    }

    private String edgeSetting(String name) throws IOException {
        var settings = new Properties();
        try (var in = Files.newBufferedReader(directory.resolve("config/pbx-sip-edge.properties"))) {
            settings.load(in);
        }
        return settings.getProperty(name);
    }

    long database() {
        try (var lines = Files.lines(directory.resolve("postgres/postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        } catch (IOException e) {
            throw new IllegalStateException("the database is gone", e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        script(repository, directory, Map.of(), "down");
    }
}
