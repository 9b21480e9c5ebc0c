package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo, kept on the first core, with as many people as the load wants. */
final class Ringfort implements Server {
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

    static Ringfort start(Path repository, Path scratch, int people)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path directory = scratch.resolve("demo");
        script(repository, directory, "down");
        script(repository, directory, "reset");
        script(repository, directory, "up");
        var started = new Ringfort(
                repository,
                directory,
                JsonMapper.shared().readTree(Files.readString(directory.resolve("demo.json"))));
        started.hire(people);
        return started;
    }

    private static void script(Path repository, Path directory, String word) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        "taskset", "-c", "0", repository.resolve("pbx-e2e/src/main/shell/demo").toString(), word)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolveSibling("demo-" + word + ".log").toFile());
        builder.environment().put("RUN_DIR", directory.toString());
        builder.environment().put("PORT_OFFSET", String.valueOf(PORT_OFFSET));
        // The load comes from one address and few accounts: it is let in as a carrier's would be.
        for (String of : List.of("", "STRANGERS_", "REGISTER_", "OPENING_", "ACCOUNT_", "DOMAIN_")) {
            builder.environment().put("RINGFORT_ADMISSION_" + of + "RATE", "100000");
            builder.environment().put("RINGFORT_ADMISSION_" + of + "BURST", "100000");
        }
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("demo " + word + ": see " + directory.resolveSibling("demo-" + word + ".log"));
        }
    }

    private void hire(int count) throws IOException, InterruptedException, GeneralSecurityException {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusted()).build()) {
            for (int i = 0; i < count; i++) {
                String number = String.valueOf(FIRST_NUMBER + i);
                JsonNode extension = created(client, "/extensions", """
                        {"number":"%s","displayName":"Bench %s","enabled":true,"voicemail":{"enabled":false}}"""
                        .formatted(number, number));
                JsonNode device = created(
                        client, "/extensions/" + extension.path("id").asString() + "/devices", """
                        {"name":"Bench","enabled":true,"digestFloor":"md5","keying":"clear","mayCall":true}""");
                people.add(new Person(
                        number,
                        device.path("credentials").path("authUsername").asString(),
                        device.path("credentials").path("password").asString()));
            }
        }
    }

    private JsonNode created(HttpClient client, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(face.path("api").path("url").asString() + path))
                        .header("Authorization", "Bearer " + face.path("api").path("key").asString())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    private SSLContext trusted() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(Path.of(face.path("ca").asString()))) {
            store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
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
    public List<Long> processes() {
        var processes = new ArrayList<Long>();
        face.path("processes").forEach(process -> processes.add(process.path("pid").asLong()));
        processes.add(database());
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
        script(repository, directory, "down");
    }
}
