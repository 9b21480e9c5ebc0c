package org.ringfort.e2e.phone;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/**
 * A sign-in service that phones have access tokens from: publishes its key (RFC 7517) and signs by ES256 (RFC 7515), written here
 * once more and not by the library that judges them.
 */
public final class TokenIssuer implements AutoCloseable {
    private static final String KEY_ID = "k1";
    private static final int COORDINATE_BYTES = 32;

    private final HttpsServer server;
    private final KeyPair keys;

    private TokenIssuer(HttpsServer server, KeyPair keys) {
        this.server = server;
        this.keys = keys;
    }

    /** Opens it at this address. */
    public static TokenIssuer open(InetSocketAddress at, SSLContext shown)
            throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        HttpsServer server = HttpsServer.create(at, 10);
        server.setHttpsConfigurator(new HttpsConfigurator(shown));
        var issuer = new TokenIssuer(server, generator.generateKeyPair());
        byte[] published = issuer.published().getBytes(StandardCharsets.UTF_8);
        server.createContext("/keys", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        server.start();
        return issuer;
    }

    private String published() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        return """
                {"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"%s","x":"%s","y":"%s"}]}""".formatted(KEY_ID, base64(coordinate(point.getAffineX())), base64(coordinate(point.getAffineY())));
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] octets = value.toByteArray();
        byte[] whole = new byte[COORDINATE_BYTES];
        int length = Math.min(octets.length, COORDINATE_BYTES);
        System.arraycopy(octets, octets.length - length, whole, COORDINATE_BYTES - length, length);
        return whole;
    }

    private static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** Who it says it is. */
    public String name() {
        return "https://" + host();
    }

    /** Where its key is to be had. */
    public String keysUrl() {
        return "https://" + host() + "/keys";
    }

    private String host() {
        return server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /** A token for the phone of this extension, good until {@code end}. */
    public String token(String extension, Instant end) throws GeneralSecurityException {
        String signed = part("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + KEY_ID + "\"}")
                + "."
                + part("""
                        {"iss":"%s","aud":"pbx","sub":"somebody","iat":%d,"exp":%d,"scope":"openid sip:register","sip_extension":"%s"}""".formatted(name(), Instant.now().getEpochSecond(), end.getEpochSecond(), extension));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private static String part(String json) {
        return base64(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
