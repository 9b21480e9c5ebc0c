package org.ringfort.app.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with cookies, who sends the forgery token back as the console does. */
final class Browser {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_OCTETS = 1 << 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    final Map<String, String> cookies = new HashMap<>();
    final Map<String, String> headers = new HashMap<>();

    Browser(int port) {
        base = "http://127.0.0.1:" + port;
    }

    record Answer(int status, HttpResponse<InputStream> response, JsonNode body, String text) {
        String code() {
            return body.path("code").asString("");
        }

        @Nullable
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, @Nullable String body) {
        return send("POST", path, body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Answer send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        String token = cookies.get("XSRF-TOKEN");
        if (token != null) {
            request.header("X-XSRF-TOKEN", token);
        }
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            keepCookies(response);
            try (InputStream content = response.body()) {
                String type = response.headers().firstValue("Content-Type").orElse("");
                boolean stream = type.startsWith("text/event-stream");
                byte[] octets = stream ? new byte[0] : content.readNBytes(MOST_OCTETS);
                JsonNode json =
                        type.contains("json") && octets.length > 0 ? JSON.readTree(octets) : JSON.createObjectNode();
                return new Answer(response.statusCode(), response, json, new String(octets, StandardCharsets.UTF_8));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void keepCookies(HttpResponse<InputStream> response) {
        for (String line : response.headers().allValues("Set-Cookie")) {
            HttpCookie cookie = HttpCookie.parse(line).getFirst();
            if (cookie.getValue().isEmpty() || cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
    }
}
