package org.ringfort.protocol.sip.identity;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;

/**
 * A token with its signature, which may be wrong: see {@link #signedBy}.
 *
 * @param passport what it says
 * @param token as it travels
 * @rfc 8225 6
 */
public record SignedPassport(Passport passport, String token) {
    /** The only algorithm that is made or accepted. */
    public static final String ES256 = "ES256";

    /**
     * Signs.
     *
     * @param key on P-256
     * @throws GeneralSecurityException where the key does not suit
     */
    public static SignedPassport sign(Passport passport, PrivateKey key) throws GeneralSecurityException {
        String input = CanonicalForm.signingInput(passport);
        return new SignedPassport(passport, input + '.' + Es256.sign(input, key));
    }

    /** Whether the holder of that key has signed it, octet for octet as it was received. */
    public boolean signedBy(ECPublicKey key) {
        int end = token.lastIndexOf('.');
        return end > 0 && Es256.verifies(token.substring(0, end), token.substring(end + 1), key);
    }
}
