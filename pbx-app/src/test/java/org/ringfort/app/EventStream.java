package org.ringfort.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The stream of events as a browser or a program follows it: each event as the line of its name and the line of its row. */
public final class EventStream implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch welcome = new CountDownLatch(1);

    private EventStream() {}

    /** Opens it with these headers; returns when it is open. */
    public static EventStream open(int port, String... headers) {
        EventStream stream = new EventStream();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/events"))
                .headers(headers)
                .build();
        try {
            HttpResponse<Stream<String>> answer = stream.client.send(request, HttpResponse.BodyHandlers.ofLines());
            assertThat(answer.statusCode()).isEqualTo(200);
            Thread.ofVirtual().name("event-stream").start(() -> stream.read(answer.body()));
            assertThat(stream.welcome.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        return stream;
    }

    private void read(Stream<String> lines) {
        String[] name = {""};
        try {
            lines.forEach(line -> {
                if (line.startsWith(": welcome")) {
                    welcome.countDown();
                } else if (line.startsWith("event: ")) {
                    name[0] = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    seen.add(name[0] + " " + line.substring(6));
                }
            });
        } catch (UncheckedIOException cut) {
            // its end, as well
        } finally {
            ended.countDown();
        }
    }

    /** All events so far, each as {@code name row}. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    /** Waits for an event of this name with this in its row. */
    public void await(String name, String part) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (seen.stream().noneMatch(event -> event.startsWith(name + " ") && event.contains(part))) {
            assertThat(System.nanoTime())
                    .as(name + " with " + part + " among " + seen)
                    .isLessThan(deadline);
            pause();
        }
    }

    /** Whether the server ends it, waited for. */
    public boolean ends() {
        try {
            return ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
