package org.ringfort.app.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches one small page, or tells one small thing. A client of its own, since it must connect to the very address that was allowed, and give
 * up after a time and a size whatever the other side does: no redirect is followed, no compression taken, nothing kept open.
 *
 * @rfc 9112 6.3
 */
public final class HttpsFetch {
    private static final int LARGEST = 64 * 1024;

    private final FetchTargets targets;
    private final SSLSocketFactory tls;
    private final String accept;
    private final Duration longest;

    /**
     * @param tls who decides which servers are believed
     * @param accept media types that are asked for (RFC 9110 12.5.1)
     * @param longest for all of it, name and handshake among it
     */
    public HttpsFetch(FetchTargets targets, SSLSocketFactory tls, String accept, Duration longest) {
        this.targets = targets;
        this.tls = tls;
        this.accept = accept;
        this.longest = longest;
    }

    /**
     * Blocks.
     *
     * @return an answer whose status is 200
     * @throws IOException saying why in words that hold nothing of the other side's
     */
    public HttpAnswer fetch(String url) throws IOException {
        HttpAnswer answer = exchange(url, target -> (head("GET", target) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        if (answer.status() != 200) {
            throw new IOException("answered with " + answer.status());
        }
        return answer;
    }

    /**
     * Tells it there; what is answered is not looked at but for its code. Blocks.
     *
     * @param headers beside those of the message itself; names and values of ours, without line ends
     * @throws IOException where it is not taken with 2xx, saying why in words that hold nothing of the other side's
     */
    public void post(String url, String contentType, Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder own = new StringBuilder();
        own.append("Content-Type: ")
                .append(contentType)
                .append("\r\nContent-Length: ")
                .append(body.length);
        headers.forEach((name, value) -> {
            if ((name + value).chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new IllegalArgumentException("a header that is not printable");
            }
            own.append("\r\n").append(name).append(": ").append(value);
        });
        HttpAnswer answer = exchange(url, target -> {
            var request = new ByteArrayOutputStream();
            request.writeBytes((head("POST", target) + own + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(body);
            return request.toByteArray();
        });
        if (answer.status() < 200 || answer.status() > 299) {
            throw new IOException("answered with " + answer.status());
        }
    }

    /**
     * In a thread of its own, whose socket is closed at the deadline: nothing else ends a handshake or an answer that comes octet by octet.
     * A name that is not answered holds that thread and nobody else; it is no virtual one, since looking names up holds its carrier.
     */
    private HttpAnswer exchange(String url, Function<FetchTargets.Target, byte[]> request) throws IOException {
        try (Socket plain = new Socket()) {
            var exchange = new FutureTask<>(() -> exchange(plain, url, request));
            Thread.ofPlatform().daemon().name("fetch").start(exchange);
            return exchange.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new SocketTimeoutException("no answer in time");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException why -> throw why;
                case RuntimeException bug -> throw bug;
                case null, default -> throw new IllegalStateException(failed);
            }
        }
    }

    private HttpAnswer exchange(Socket plain, String url, Function<FetchTargets.Target, byte[]> request)
            throws IOException {
        FetchTargets.Target target = targets.of(url);
        plain.connect(new InetSocketAddress(target.address(), target.port()));
        try (SSLSocket secured = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true)) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            secured.getOutputStream().write(request.apply(target));
            return HttpAnswer.parse(octets(secured));
        }
    }

    private String head(String method, FetchTargets.Target target) {
        String host = target.host().indexOf(':') < 0 ? target.host() : "[" + target.host() + "]";
        String authority = target.port() == 443 ? host : host + ":" + target.port();
        return method + " " + target.path() + " HTTP/1.1\r\nHost: " + authority + "\r\nAccept: " + accept
                + "\r\nAccept-Encoding: identity\r\nConnection: close\r\n";
    }

    /** All of the answer, which ends with the connection, or where it says so itself. */
    private static byte[] octets(SSLSocket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var read = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        while (!HttpAnswer.complete(read)) {
            int count = in.read(some);
            if (count < 0) {
                break;
            }
            read.write(some, 0, count);
            if (read.size() > LARGEST) {
                throw new IOException("an answer that is too large");
            }
        }
        return read.toByteArray();
    }
}
