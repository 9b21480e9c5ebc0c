package org.ringfort.protocol.sip.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Keys and hand-made tokens for tests. */
final class Tokens {
    static final KeyPair KEYS = keys("secp256r1");
    static final String HEAD = """
            {"alg":"ES256","ppt":"shaken","typ":"passport","x5u":"https://cert.example.org/passport.cer"}""";
    static final String CLAIMS = """
            {"attest":"A","dest":{"tn":["12155550131"]},"iat":1471375418,"orig":{"tn":"12155550121"},\
            "origid":"123e4567-e89b-12d3-a456-426655440000"}""";

    private Tokens() {}

    static KeyPair keys(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static ECPublicKey publicKey() {
        return (ECPublicKey) KEYS.getPublic();
    }

    /** Signed by {@link #KEYS}, whatever is in it. */
    static String of(String head, String claims) {
        String input = base64(head) + '.' + base64(claims);
        try {
            return input + '.' + Es256.sign(input, KEYS.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
