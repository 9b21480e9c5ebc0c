package org.ringfort.process.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code /health/live}, {@code /health/ready} and {@code /metrics} on a management address of its own. A failed check
 * answers 503 and is named in the JSON body; nothing else is told. Each exchange has a virtual thread.
 */
public final class HealthServer implements AutoCloseable {
    private static final String JSON = "application/json";

    private final HttpServer server;
    private final ProcessMetrics metrics;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HealthServer(HttpServer server, ProcessMetrics metrics) {
        this.server = server;
        this.metrics = metrics;
    }

    /**
     * Binds and serves; what the process itself spends is measured into the registry too.
     *
     * @throws IOException if the address cannot be bound; the message names it
     */
    public static HealthServer start(
            InetSocketAddress address, List<Check> live, List<Check> ready, PrometheusMeterRegistry registry)
            throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(address, 64);
        } catch (IOException failure) {
            throw new IOException(
                    "cannot listen on " + address.getAddress().getHostAddress() + ":" + address.getPort()
                            + " (management): " + failure.getMessage(),
                    failure);
        }
        var health = new HealthServer(server, ProcessMetrics.into(registry));
        server.setExecutor(health.threads);
        server.createContext("/health/live", exchange -> checks(exchange, "/health/live", live));
        server.createContext("/health/ready", exchange -> checks(exchange, "/health/ready", ready));
        server.createContext("/metrics", exchange -> {
            if (isGet(exchange, "/metrics")) {
                answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape());
            }
        });
        server.start();
        return health;
    }

    /** Where it listens, the port as bound. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        metrics.close();
    }

    private static void checks(HttpExchange exchange, String path, List<Check> checks) throws IOException {
        if (!isGet(exchange, path)) {
            return;
        }
        List<String> shown = new ArrayList<>();
        boolean well = true;
        for (Check check : checks) {
            Optional<String> problem = problemOf(check);
            well &= problem.isEmpty();
            shown.add("{\"name\":" + quoted(check.name()) + ",\"status\":"
                    + problem.map(said -> "\"DOWN\",\"problem\":" + quoted(said))
                            .orElse("\"UP\"") + "}");
        }
        answer(
                exchange,
                well ? 200 : 503,
                JSON,
                "{\"status\":" + (well ? "\"UP\"" : "\"DOWN\"") + ",\"checks\":[" + String.join(",", shown) + "]}\n");
    }

    private static Optional<String> problemOf(Check check) {
        try {
            return check.problem().get();
        } catch (RuntimeException broken) {
            return Optional.of("check failed: " + broken.getClass().getSimpleName());
        }
    }

    private static boolean isGet(HttpExchange exchange, String path) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            answer(exchange, 404, JSON, "{}\n");
            return false;
        }
        if (!exchange.getRequestMethod().equals("GET")
                && !exchange.getRequestMethod().equals("HEAD")) {
            answer(exchange, 405, JSON, "{}\n");
            return false;
        }
        return true;
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, head ? -1 : octets.length);
            if (!head) {
                exchange.getResponseBody().write(octets);
            }
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }
}
