package org.ringfort.app.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A phone that enrols, from an address of its own, so that what it does wrong is nobody else's. */
final class EstClient {
    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private final InetAddress address;
    private final HttpClient client;
    private final String base;
    private final Map<String, String> headers = new HashMap<>();

    private EstClient(HttpClient.Builder client, String base) {
        this.address = own();
        this.client = client.localAddress(address).build();
        this.base = base;
    }

    private static InetAddress own() {
        int number = NEXT.incrementAndGet();
        return InetAddress.ofLiteral("127.0." + (number >> 8) + "." + (number & 255));
    }

    /** Where console and API are. */
    static EstClient at(int port) {
        return new EstClient(HttpClient.newBuilder(), "http://127.0.0.1:" + port);
    }

    /** Where certificates are asked for; shows this one, or none. */
    static EstClient showing(int port, X509Certificate trusted, @Nullable X509Certificate shown, @Nullable KeyPair keys)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("server", trusted);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        KeyManager[] own = null;
        if (shown != null && keys != null) {
            KeyStore holder = KeyStore.getInstance(KeyStore.getDefaultType());
            holder.load(null, null);
            holder.setKeyEntry("own", keys.getPrivate(), new char[0], new Certificate[] {shown});
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(holder, new char[0]);
            own = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, trust.getTrustManagers(), null);
        return new EstClient(HttpClient.newBuilder().sslContext(context), "https://localhost:" + port);
    }

    EstClient as(String name, String password) {
        byte[] both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
        return this;
    }

    /** Where it comes from. */
    String address() {
        return address.getHostAddress();
    }

    EstClient with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** What came back; its certificates, where it is PKCS #7. */
    record Answer(int status, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }

        List<X509Certificate> certificates() throws GeneralSecurityException {
            byte[] der = Base64.getMimeDecoder().decode(body);
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(der)).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    /** Posts a request as EST wants it. */
    Answer post(String path, byte[] der) {
        return post(path, "application/pkcs10", Base64.getMimeEncoder().encodeToString(der));
    }

    Answer post(String path, String type, String body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }

    private Answer send(HttpRequest.Builder request) {
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer =
                    client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
