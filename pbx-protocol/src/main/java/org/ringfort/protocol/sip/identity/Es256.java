package org.ringfort.protocol.sip.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Optional;

/**
 * The one algorithm that tokens are signed with: ECDSA on P-256 with SHA-256, the signature as two numbers of 32 octets.
 *
 * @rfc 7518 3.4
 */
final class Es256 {
    static final int SIGNATURE_BYTES = 64;
    private static final String JCA = "SHA256withECDSAinP1363Format";
    private static final int FIELD_BITS = 256;

    private Es256() {}

    static String sign(String signingInput, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(JCA);
        signature.initSign(key);
        signature.update(signingInput.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    /** False also where key or signature are of another kind. */
    static boolean verifies(String signingInput, String signature, ECPublicKey key) {
        Optional<byte[]> octets = signature(signature);
        if (octets.isEmpty() || key.getParams().getCurve().getField().getFieldSize() != FIELD_BITS) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(JCA);
            verifier.initVerify(key);
            verifier.update(signingInput.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(octets.get());
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }

    /** The signature's octets; empty where it is none. */
    static Optional<byte[]> signature(String text) {
        return base64(text).filter(octets -> octets.length == SIGNATURE_BYTES);
    }

    /** The octets that are written in base64url without padding. */
    static Optional<byte[]> base64(String text) {
        try {
            return text.indexOf('=') >= 0
                    ? Optional.empty()
                    : Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
