package org.ringfort.e2e.bench.signalling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Kamailio, as Debian packages it, in the same database server as the demo, on the same core. The demo's services are stopped
 * (SIGSTOP) meanwhile, so that they spend nothing.
 */
final class Kamailio implements Server {
    private static final Path PROGRAM = Path.of("/usr/sbin/kamailio");
    private static final Path TABLES = Path.of("/usr/share/kamailio/postgres");
    private static final int PORT = 26_060;
    private static final int TLS_PORT = 26_061;

    private final Process process;
    private final long database;
    private final List<Person> people;
    private final Runnable atEnd;

    private Kamailio(Process process, long database, List<Person> people, Runnable atEnd) {
        this.process = process;
        this.database = database;
        this.people = people;
        this.atEnd = atEnd;
    }

    static boolean installed() {
        return Files.isExecutable(PROGRAM) && Files.exists(TABLES);
    }

    static Kamailio start(Path repository, Path scratch, Ringfort beside, int count)
            throws IOException, SQLException, InterruptedException {
        beside.freeze(true);
        String url = beside.databaseUrl("postgres");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE kamailio");
        }
        var people = new ArrayList<Person>();
        try (Connection connection = DriverManager.getConnection(beside.databaseUrl("kamailio"))) {
            try (Statement statement = connection.createStatement()) {
                for (String script : List.of("standard", "usrloc", "auth_db", "acc")) {
                    statement.execute(Files.readString(TABLES.resolve(script + "-create.sql")));
                }
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO subscriber (username, domain, password) VALUES (?, 'bench.localhost', ?)")) {
                for (int i = 0; i < count; i++) {
                    var person = new Person(String.valueOf(20_000 + i), String.valueOf(20_000 + i), "secret" + i);
                    people.add(person);
                    insert.setString(1, person.user());
                    insert.setString(2, person.password());
                    insert.executeUpdate();
                }
            }
        }
        Path configuration = scratch.resolve("kamailio.cfg");
        Files.writeString(
                configuration,
                Files.readString(repository.resolve("pbx-e2e/src/bench/signalling/kamailio.cfg"))
                        .replace("@PORT@", String.valueOf(PORT))
                        .replace("@TLS_PORT@", String.valueOf(TLS_PORT))
                        .replace("@MODULES@", modules().toString())
                        .replace("@DATABASE@", beside.databaseUri("kamailio"))
                        .replace("@CERTIFICATE@", beside.certificate().toString())
                        .replace("@KEY@", beside.key().toString()));
        Process process = new ProcessBuilder(
                        PROGRAM.toString(), "-DD", "-E", "-m", "256", "-M", "16",
                        "-Y", scratch.toString(), "-P", scratch.resolve("kamailio.pid").toString(),
                        "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("kamailio.log").toFile())
                .start();
        Thread.sleep(3000);
        if (!process.isAlive()) {
            throw new IOException("Kamailio ended: see " + scratch.resolve("kamailio.log"));
        }
        return new Kamailio(process, beside.database(), people, () -> beside.freeze(false));
    }

    private static Path modules() throws IOException {
        try (Stream<Path> folders = Files.find(
                Path.of("/usr/lib"), 4, (path, facts) -> path.endsWith("kamailio/modules") && facts.isDirectory())) {
            return folders.findFirst().orElseThrow(() -> new IOException("Kamailio has no modules"));
        }
    }

    @Override
    public String name() {
        return "Kamailio";
    }

    @Override
    public String domain() {
        return "bench.localhost";
    }

    @Override
    public int port() {
        return PORT;
    }

    @Override
    public int tlsPort() {
        return TLS_PORT;
    }

    @Override
    public List<Person> people() {
        return people;
    }

    @Override
    public Map<String, Long> processes() {
        return Map.of("Kamailio", process.pid(), "database", database);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
        atEnd.run();
    }
}
