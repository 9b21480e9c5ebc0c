package org.ringfort.edge.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tells whoever asks what proves that a name is ours, and nothing else; open only while an order is under way.
 *
 * @rfc 8555 8.3
 */
final class ChallengeDoor implements AutoCloseable {
    private static final String PATH = "/.well-known/acme-challenge/";
    private static final int WAITING = 64;

    private final Map<String, String> proofs = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Opens it.
     *
     * @throws IOException where the address cannot be bound
     */
    ChallengeDoor(InetSocketAddress address) throws IOException {
        server = HttpServer.create(address, WAITING);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    void shows(String token, String proof) {
        proofs.put(token, proof);
    }

    private void answer(HttpExchange asked) throws IOException {
        try (asked) {
            String path = asked.getRequestURI().getPath();
            String proof = path != null && path.startsWith(PATH) ? proofs.get(path.substring(PATH.length())) : null;
            if (proof == null || !asked.getRequestMethod().equals("GET")) {
                asked.sendResponseHeaders(404, -1);
                return;
            }
            byte[] octets = proof.getBytes(StandardCharsets.US_ASCII);
            asked.getResponseHeaders().set("Content-Type", "application/octet-stream");
            asked.sendResponseHeaders(200, octets.length);
            asked.getResponseBody().write(octets);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
