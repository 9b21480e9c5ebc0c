package org.ringfort.protocol.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.ringfort.kernel.secret.Secret;

/**
 * The arithmetic of digest authentication: HA1, the response, and the comparison in constant time.
 *
 * <p>An HA1 is a {@link Secret} of lower-case hexadecimal text, made with {@link DigestAlgorithm#base()}, and as good as
 * the password for its realm. Pure; for any thread.
 *
 * @rfc 7616 3.4.1
 * @rfc 8760 2.5
 */
public final class DigestResponse {
    private static final HexFormat HEX = HexFormat.of();

    private DigestResponse() {}

    /** {@code H(username:realm:password)} as lower-case hexadecimal text. */
    public static Secret ha1(DigestAlgorithm algorithm, String username, String realm, Secret password) {
        MessageDigest hash = algorithm.newHash();
        hash.update((username + ':' + realm + ':').getBytes(StandardCharsets.UTF_8));
        byte[] plain = password.reveal();
        byte[] digest = hash.digest(plain);
        byte[] hex = hex(digest);
        Secret ha1 = Secret.of(hex);
        Arrays.fill(plain, (byte) 0);
        Arrays.fill(digest, (byte) 0);
        Arrays.fill(hex, (byte) 0);
        return ha1;
    }

    /**
     * Whether {@code credentials} were made by somebody who knows {@code ha1}. Says nothing about realm, nonce, nonce
     * count, URI or algorithm: those are for the caller to check.
     *
     * @param ha1 made for the username and realm with {@code credentials.algorithm().base()}
     * @param method of the request that carries the credentials
     */
    public static boolean verify(Credentials.Digest credentials, Secret ha1, String method) {
        Optional<String> qop = credentials.qop();
        if (qop.isPresent() && !qop.get().equals("auth")) {
            return false;
        }
        byte[] expected = response(credentials, ha1, method);
        byte[] received = lower(credentials.response());
        return MessageDigest.isEqual(expected, received);
    }

    /**
     * Credentials that answer {@code challenge}.
     *
     * @param uri the digest URI, normally the Request-URI
     * @param cnonce a fresh client nonce
     * @param nonceCount 1 for the first use of the nonce
     */
    public static Credentials.Digest answer(
            Challenge.Digest challenge,
            String username,
            Secret password,
            String method,
            String uri,
            String cnonce,
            int nonceCount) {
        boolean auth = challenge.qops().contains("auth");
        var unsigned = new Credentials.Digest(
                challenge.algorithm(),
                username,
                challenge.realm(),
                challenge.nonce(),
                uri,
                "0",
                auth ? Optional.of("auth") : Optional.empty(),
                auth ? Optional.of(HexFormat.of().toHexDigits(nonceCount)) : Optional.empty(),
                auth || challenge.algorithm().isSession() ? Optional.of(cnonce) : Optional.empty(),
                challenge.opaque());
        Secret ha1 = ha1(challenge.algorithm(), username, challenge.realm(), password);
        String response = new String(response(unsigned, ha1, method), StandardCharsets.US_ASCII);
        return new Credentials.Digest(
                unsigned.algorithm(),
                username,
                unsigned.realm(),
                unsigned.nonce(),
                uri,
                response,
                unsigned.qop(),
                unsigned.nc(),
                unsigned.cnonce(),
                unsigned.opaque());
    }

    private static byte[] response(Credentials.Digest credentials, Secret ha1, String method) {
        MessageDigest hash = credentials.algorithm().newHash();
        byte[] first = ha1.reveal();
        if (credentials.algorithm().isSession()) {
            hash.update(first);
            Arrays.fill(first, (byte) 0);
            hash.update(
                    utf8(':' + credentials.nonce() + ':' + credentials.cnonce().orElse("")));
            first = hex(hash.digest());
        }
        byte[] second = hex(hash.digest(utf8(method + ':' + credentials.uri())));
        hash.update(first);
        Arrays.fill(first, (byte) 0);
        hash.update(utf8(':' + credentials.nonce() + ':'));
        credentials
                .qop()
                .ifPresent(qop -> hash.update(utf8(
                        credentials.nc().orElse("") + ':' + credentials.cnonce().orElse("") + ':' + qop + ':')));
        return hex(hash.digest(second));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(byte[] octets) {
        return HEX.formatHex(octets).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] lower(String hex) {
        byte[] octets = hex.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] >= 'A' && octets[i] <= 'F') {
                octets[i] = (byte) (octets[i] + 32);
            }
        }
        return octets;
    }
}
