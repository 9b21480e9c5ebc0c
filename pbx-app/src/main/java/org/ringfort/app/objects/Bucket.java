package org.ringfort.app.objects;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Objects in a bucket of a store that speaks S3, addressed by path. What it refuses is an {@link IOException} with its own word for it. */
final class Bucket implements ObjectStore {
    private static final Duration CONNECTED = Duration.ofSeconds(3);
    /** An hour of G.711 and its tags, and as much again. */
    private static final int MOST_OCTETS = 64 << 20;

    private static final int LONGEST_REFUSAL = 4_096;
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]{1,60})</Code>");

    private final HttpClient client;
    private final URI bucket;
    private final BucketSignature signature;
    private final Duration patience;
    private final Clock clock;

    /**
     * Connects to nothing yet.
     *
     * @param bucket where objects are named beneath, without a slash at its end
     * @param patience for one request
     */
    Bucket(SSLContext authorities, URI bucket, BucketSignature signature, Duration patience, Clock clock) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(authorities)
                .connectTimeout(CONNECTED)
                .build();
        this.bucket = bucket;
        this.signature = signature;
        this.patience = patience;
        this.clock = clock;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Answer(int status, byte[] octets) {
        /** What S3 calls it; empty where it does not say. */
        String code() {
            Matcher said = CODE.matcher(
                    new String(octets, 0, Math.min(octets.length, LONGEST_REFUSAL), StandardCharsets.UTF_8));
            return said.find() ? said.group(1) : "";
        }

        /** And not that there is no bucket, which has the same status. */
        boolean isNoObject() {
            return status == 404 && code().equals("NoSuchKey");
        }

        IOException refusal() {
            return new IOException("the bucket answers " + status + " " + code());
        }
    }

    @Override
    public void put(ObjectName name, byte[] octets) throws IOException {
        Answer answer = ask("PUT", name, octets);
        if (answer.status() != 200) {
            throw answer.refusal();
        }
    }

    @Override
    public Optional<byte[]> get(ObjectName name) throws IOException {
        Answer answer = ask("GET", name, new byte[0]);
        if (answer.status() == 200) {
            return Optional.of(answer.octets());
        }
        if (answer.isNoObject()) {
            return Optional.empty();
        }
        throw answer.refusal();
    }

    @Override
    public void delete(ObjectName name) throws IOException {
        Answer answer = ask("DELETE", name, new byte[0]);
        if (answer.status() != 204 && answer.status() != 200 && !answer.isNoObject()) {
            throw answer.refusal();
        }
    }

    private Answer ask(String method, ObjectName name, byte[] octets) throws IOException {
        URI uri = URI.create(bucket + "/" + name);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, octets.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(octets));
        signature
                .headers(
                        method,
                        uri.getRawPath(),
                        new TreeMap<>(Map.of("host", uri.getRawAuthority())),
                        octets,
                        clock.instant())
                .forEach(request::header);
        long end = System.nanoTime() + patience.toNanos();
        try {
            return answer(request.build(), end);
        } catch (ExecutionException closed) { // perhaps a connection that was kept, and the server had closed
            try {
                return answer(request.build(), end);
            } catch (ExecutionException failed) {
                throw new IOException("the bucket cannot be asked: " + failed.getCause(), failed);
            }
        }
    }

    private Answer answer(HttpRequest request, long endNanos) throws IOException, ExecutionException {
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_OCTETS));
        try {
            HttpResponse<byte[]> answer = coming.get(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            return new Answer(answer.statusCode(), answer.body());
        } catch (TimeoutException silent) {
            coming.cancel(true);
            throw new IOException("the bucket does not answer within " + patience.toSeconds() + " s", silent);
        } catch (InterruptedException stopping) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopping);
        }
    }
}
