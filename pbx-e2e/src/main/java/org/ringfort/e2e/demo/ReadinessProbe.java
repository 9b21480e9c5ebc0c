package org.ringfort.e2e.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service whether it is ready. */
final class ReadinessProbe implements AutoCloseable {
    /** The answer of a service that is. */
    static final String READY = "ready";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** {@link #READY}, or what it says instead, in one line. */
    String ask(String health) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(health))
                            .timeout(Duration.ofSeconds(3))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? READY
                    : answer.statusCode() + " " + answer.body().replace('\n', ' ');
        } catch (IOException e) {
            return "no answer yet";
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
