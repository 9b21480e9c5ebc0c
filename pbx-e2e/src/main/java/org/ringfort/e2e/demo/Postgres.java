package org.ringfort.e2e.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL 18 with its data in the demo's directory.
 *
 * <p>PostgreSQL refuses to run as root. As root it is therefore put into a user namespace ({@code unshare -U}), where it
 * sees itself as nobody; where namespaces are forbidden it runs as the user nobody ({@code setpriv}).
 */
final class Postgres {
    /** The name of the superuser's password among the secrets. */
    static final String SUPERUSER_SECRET = "database.superuser";

    private static final String SUPERUSER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path home;
    private final Path data;
    private final int port;
    private final DemoSecrets secrets;
    private final List<String> prefix;

    Postgres(Path home, Path data, int port, DemoSecrets secrets) throws IOException, DemoFailure {
        this.home = home;
        this.data = data;
        this.port = port;
        this.secrets = secrets;
        this.prefix = prefix(data);
    }

    private static List<String> prefix(Path data) throws IOException, DemoFailure {
        if (!isRoot()) {
            return List.of();
        }
        if (succeeds("unshare", "-U", "true")) {
            return List.of("unshare", "-U");
        }
        if (succeeds("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "true")) {
            Files.createDirectories(data);
            if (!succeeds("chown", "-R", "nobody:nogroup", data.toString())) {
                throw new DemoFailure("Cannot give " + data + " to the user nobody: run the demo as an ordinary user.");
            }
            return List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
        }
        throw new DemoFailure(
                "PostgreSQL does not run as root here (neither unshare nor setpriv works): run the demo as an ordinary user.");
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Makes the data directory where there is none. */
    void initialise(Path log) throws IOException, DemoFailure, InterruptedException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Path passwordFile = data.resolveSibling("postgres-password");
        PrivateFile.write(passwordFile, secrets.password(SUPERUSER_SECRET) + "\n");
        if (prefix.contains("setpriv")) {
            succeeds("chown", "nobody:nogroup", passwordFile.toString());
        }
        try {
            List<String> command = command(
                    "initdb",
                    "--pgdata=" + data,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new DemoFailure(
                        "PostgreSQL could not make its data directory: " + lastLine(log) + " (" + log + ")");
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    /** How the server is run in the foreground. */
    List<String> serverCommand() {
        return command(
                "postgres",
                "-D",
                data.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=60",
                "-c",
                "password_encryption=scram-sha-256");
    }

    private List<String> command(String program, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Waits until it answers, then makes the roles and the database that pbx-app expects. */
    void prepare(SupervisedProcess server) throws DemoFailure, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(
                            url("postgres"), SUPERUSER, secrets.password(SUPERUSER_SECRET));
                    Statement statement = connection.createStatement()) {
                role(statement, "ringfort_owner", "NOSUPERUSER NOBYPASSRLS", secrets.password("database.owner"));
                role(statement, "ringfort_app", "NOSUPERUSER NOBYPASSRLS", secrets.password("database.app"));
                if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = 'ringfort'")) {
                    statement.execute("CREATE DATABASE ringfort OWNER ringfort_owner");
                }
                return;
            } catch (SQLException e) {
                server.failIfEnded();
                if (System.nanoTime() > deadline) {
                    throw new DemoFailure("PostgreSQL does not answer: " + e.getMessage() + " (" + server.log() + ")");
                }
                Thread.sleep(100);
            }
        }
    }

    private static void role(Statement statement, String name, String rights, String password) throws SQLException {
        String verb = exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'") ? "ALTER" : "CREATE";
        statement.execute("%s ROLE %s LOGIN %s PASSWORD '%s'".formatted(verb, name, rights, password));
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
        } catch (IOException e) {
            return "its log cannot be read";
        }
    }
}
