package org.ringfort.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL for tests: one server for each JVM, in a container where Docker answers, else embedded; a fresh database
 * for each caller of {@link #register}.
 */
public final class TestDatabase {
    private static final String OWNER_PASSWORD = "owner-of-tests";
    private static final String APP_PASSWORD = "app-of-tests";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Server SERVER = start();

    private TestDatabase() {}

    private record Server(String host, int port, String user, String password) {
        String url(String database) {
            return "jdbc:postgresql://" + host + ":" + port + "/" + database;
        }
    }

    /** Creates a database and points the application at it, with a fresh installation key and free ports. */
    public static void register(DynamicPropertyRegistry registry) {
        register(registry, SERVER);
    }

    /** The same on another server, one that has nothing in it but the superuser of an embedded one. */
    public static void register(DynamicPropertyRegistry registry, String host, int port) {
        register(registry, withRoles(new Server(host, port, "postgres", "postgres")));
    }

    private static void register(DynamicPropertyRegistry registry, Server server) {
        String database = "ringfort_" + NUMBER.incrementAndGet();
        try (Connection superuser = DriverManager.getConnection(server.url("postgres"), server.user, server.password);
                var statement = superuser.createStatement()) {
            statement.execute("create database " + database + " owner ringfort_owner");
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
        registry.add("ringfort.database.url", () -> server.url(database));
        registry.add("ringfort.database.owner-user", () -> "ringfort_owner");
        registry.add("ringfort.database.owner-password", () -> OWNER_PASSWORD);
        registry.add("ringfort.database.app-user", () -> "ringfort_app");
        registry.add("ringfort.database.app-password", () -> APP_PASSWORD);
        registry.add("ringfort.database.connections", () -> 8);
        registry.add("ringfort.keys.file", () -> keyFile().toString());
        registry.add("ringfort.web.tls", () -> false);
        registry.add("ringfort.web.port", () -> 0);
        registry.add("ringfort.management.port", () -> 0);
        registry.add("ringfort.grpc.enabled", () -> false);
    }

    /** Does what only the server's superuser may, in the database of that URL; returns how many rows it met. */
    public static int asSuperuser(String url, String sql) {
        try (Connection superuser = DriverManager.getConnection(url, SERVER.user, SERVER.password);
                var statement = superuser.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Path keyFile() {
        try {
            Path file = Files.createTempFile("ringfort-key", ".txt");
            file.toFile().deleteOnExit();
            byte[] key = new byte[32];
            new java.security.SecureRandom().nextBytes(key);
            return Files.writeString(file, Base64.getEncoder().encodeToString(key));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Server start() {
        return withRoles(docker() ? container() : embedded());
    }

    private static Server withRoles(Server server) {
        try (Connection superuser = DriverManager.getConnection(server.url("postgres"), server.user, server.password);
                var statement = superuser.createStatement()) {
            statement.execute("create role ringfort_owner login password '" + OWNER_PASSWORD + "'");
            statement.execute("create role ringfort_app login nosuperuser nobypassrls password '" + APP_PASSWORD + "'");
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
        return server;
    }

    /** Without the look at the socket, asking costs half a second and a page of log. */
    private static boolean docker() {
        if (System.getenv("DOCKER_HOST") == null && !Files.exists(Path.of("/var/run/docker.sock"))) {
            return false;
        }
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @SuppressWarnings("resource") // ends with the JVM
    private static Server container() {
        PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18-alpine");
        postgres.start();
        return new Server(
                postgres.getHost(), postgres.getMappedPort(5432), postgres.getUsername(), postgres.getPassword());
    }

    private static Server embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    postgres.close();
                } catch (IOException ignored) {
                    // The JVM ends anyway.
                }
            }));
            return new Server("127.0.0.1", postgres.getPort(), "postgres", "postgres");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
