package org.ringfort.edge.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jspecify.annotations.Nullable;
import org.ringfort.testkit.tls.TestAuthority;
import org.ringfort.testkit.tls.TestAuthority.Wish;

/**
 * An authority that speaks ACME, small but strict: every request is signed and carries a nonce of ours, used once; a name is proved by
 * what its HTTP port tells; the certificate is made of the request's key and only for the names of the order.
 */
public final class FakeAcme implements AutoCloseable {
    private final TestAuthority authority;
    private final InetSocketAddress provedAt;
    private final Clock clock;
    private final Duration life;
    private final HttpServer server;
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();
    private final Map<String, PublicJsonWebKey> accounts = new ConcurrentHashMap<>();
    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private final AtomicInteger serial = new AtomicInteger();

    /** Names that are refused as if their proof had failed. */
    public final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** How many certificates were issued. */
    public final AtomicInteger issued = new AtomicInteger();

    private static final class Order {
        private final String name;
        private final String token;
        private volatile String proof = "pending";
        private volatile String status = "pending";
        private volatile String certificate = "";

        Order(String name, String token) {
            this.name = name;
            this.token = token;
        }
    }

    /** What a request says once its signature was checked. */
    private record Signed(PublicJsonWebKey key, Map<String, Object> payload) {}

    /**
     * Listens on loopback.
     *
     * @param provedAt where names are proved, whatever they lead to
     * @param life of a certificate
     */
    public FakeAcme(TestAuthority authority, InetSocketAddress provedAt, Clock clock, Duration life)
            throws IOException {
        this.authority = authority;
        this.provedAt = provedAt;
        this.clock = clock;
        this.life = life;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public URI directory() {
        return URI.create(base() + "/directory");
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange asked) throws IOException {
        try (asked) {
            String[] path = asked.getRequestURI().getPath().split("/");
            asked.getResponseHeaders().set("Replay-Nonce", nonce());
            switch (path[1]) {
                case "directory" ->
                    say(
                            asked,
                            200,
                            "{\"newNonce\":\"" + base() + "/nonce\",\"newAccount\":\"" + base()
                                    + "/account\",\"newOrder\":\"" + base() + "/order\",\"revokeCert\":\"" + base()
                                    + "/revoke\",\"keyChange\":\"" + base() + "/change\"}");
                case "nonce" -> asked.sendResponseHeaders(200, -1);
                default -> signed(asked, path);
            }
        } catch (Exception wrong) {
            say(asked, 400, "{\"type\":\"urn:ietf:params:acme:error:malformed\",\"detail\":\"" + wrong + "\"}");
        }
    }

    private String nonce() {
        String nonce = "nonce" + serial.incrementAndGet();
        nonces.add(nonce);
        return nonce;
    }

    private void signed(HttpExchange asked, String[] path) throws Exception {
        Signed signed = check(asked);
        Order order = path.length > 2 ? orders.get(path[2]) : null;
        if (path[1].equals("account")) {
            String id = base() + "/accounts/" + serial.incrementAndGet();
            accounts.put(id, signed.key());
            asked.getResponseHeaders().set("Location", id);
            say(asked, 201, "{\"status\":\"valid\"}");
        } else if (path[1].equals("order") && order == null) {
            Map<?, ?> identifier = (Map<?, ?>)
                    ((List<?>) Objects.requireNonNull(signed.payload().get("identifiers"))).getFirst();
            String id = Integer.toString(serial.incrementAndGet());
            orders.put(id, new Order(String.valueOf(identifier.get("value")), "token" + id));
            asked.getResponseHeaders().set("Location", base() + "/order/" + id);
            say(asked, 201, describe(id));
        } else if (order == null) {
            throw new IOException("no such order");
        } else {
            about(asked, path, order, signed);
        }
    }

    private void about(HttpExchange asked, String[] path, Order order, Signed signed) throws Exception {
        String id = path[2];
        switch (path[1]) {
            case "order" -> say(asked, 200, describe(id));
            case "authorization" ->
                say(
                        asked,
                        200,
                        "{\"status\":\"" + order.proof + "\",\"identifier\":{\"type\":\"dns\",\"value\":\"" + order.name
                                + "\"},\"challenges\":[" + challenge(id) + "]}");
            case "challenge" -> {
                if (!signed.payload().isEmpty() || order.proof.equals("pending")) {
                    prove(order, signed.key());
                }
                say(asked, 200, challenge(id));
            }
            case "finalize" -> {
                issue(order, String.valueOf(signed.payload().get("csr")));
                say(asked, 200, describe(id));
            }
            case "certificate" -> {
                asked.getResponseHeaders().set("Content-Type", "application/pem-certificate-chain");
                byte[] octets = order.certificate.getBytes(StandardCharsets.US_ASCII);
                asked.sendResponseHeaders(200, octets.length);
                asked.getResponseBody().write(octets);
            }
            default -> throw new IOException(path[1]);
        }
    }

    private Signed check(HttpExchange asked) throws Exception {
        Map<String, Object> body =
                JsonUtil.parseJson(new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var jws = new JsonWebSignature();
        jws.setCompactSerialization(body.get("protected") + "." + body.get("payload") + "." + body.get("signature"));
        String kid = jws.getKeyIdHeaderValue();
        @Nullable PublicJsonWebKey key;
        if (kid == null) {
            key = jws.getJwkHeader();
        } else {
            key = accounts.get(kid);
        }
        if (key == null) {
            throw new IOException("no such account");
        }
        jws.setKey(key.getPublicKey());
        boolean ours = nonces.remove(String.valueOf(jws.getHeader("nonce")))
                && (base() + asked.getRequestURI()).equals(jws.getHeader("url"));
        if (!jws.verifySignature() || !ours) {
            throw new IOException("not signed, or not for here");
        }
        String payload = jws.getPayload();
        return new Signed(key, payload.isEmpty() ? Map.of() : JsonUtil.parseJson(payload));
    }

    private Order order(String id) {
        return Objects.requireNonNull(orders.get(id));
    }

    private String describe(String id) {
        Order order = order(id);
        return "{\"status\":\"" + order.status + "\",\"identifiers\":[{\"type\":\"dns\",\"value\":\"" + order.name
                + "\"}],\"authorizations\":[\"" + base() + "/authorization/" + id + "\"],\"finalize\":\"" + base()
                + "/finalize/" + id + "\""
                + (order.certificate.isEmpty() ? "" : ",\"certificate\":\"" + base() + "/certificate/" + id + "\"")
                + "}";
    }

    private String challenge(String id) {
        Order order = order(id);
        return "{\"type\":\"http-01\",\"url\":\"" + base() + "/challenge/" + id + "\",\"token\":\"" + order.token
                + "\",\"status\":\"" + order.proof + "\""
                + (order.proof.equals("invalid")
                        ? ",\"error\":{\"type\":\"urn:ietf:params:acme:error:unauthorized\",\"detail\":\"wrong proof\"}"
                        : "")
                + "}";
    }

    private void prove(Order order, PublicJsonWebKey account) throws IOException {
        URI where = URI.create("http://" + provedAt.getAddress().getHostAddress() + ":" + provedAt.getPort()
                + "/.well-known/acme-challenge/" + order.token);
        HttpURLConnection connection = (HttpURLConnection) where.toURL().openConnection();
        String told;
        try (InputStream in = connection.getInputStream()) {
            told = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
        boolean right = told.equals(order.token + "." + account.calculateBase64urlEncodedThumbprint("SHA-256"));
        order.proof = right && !refused.contains(order.name) ? "valid" : "invalid";
        order.status = order.proof.equals("valid") ? "ready" : "invalid";
    }

    private void issue(Order order, String encoded) throws Exception {
        var request = new JcaPKCS10CertificationRequest(Base64.getUrlDecoder().decode(encoded));
        GeneralNames names =
                GeneralNames.fromExtensions(request.getRequestedExtensions(), Extension.subjectAlternativeName);
        boolean one = names.getNames().length == 1
                && names.getNames()[0].getName().toString().equals(order.name);
        if (!one || !order.status.equals("ready")) {
            throw new IOException("another name than ordered, or not ready");
        }
        PublicKey key = request.getPublicKey();
        X509Certificate made = authority.certify(
                order.name,
                key,
                Wish.dns(order.name).from(clock.instant()).until(clock.instant().plus(life)));
        order.certificate = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(made.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        order.status = "valid";
        issued.incrementAndGet();
    }

    private static void say(HttpExchange asked, int status, String json) throws IOException {
        byte[] octets = json.getBytes(StandardCharsets.UTF_8);
        asked.getResponseHeaders().set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        asked.sendResponseHeaders(status, octets.length);
        asked.getResponseBody().write(octets);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
