package org.ringfort.app.voicemail;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.ringfort.kernel.secret.Secret;

/**
 * What is kept of a PIN: a salted, slow hash. So few digits are found by trying all, whatever the hash; so the hash is kept
 * sealed under the tenant's key, and guesses over the telephone lock the mailbox.
 */
public final class PinHash {
    private static final int SALT_OCTETS = 16;
    private static final int ITERATIONS = 100_000;
    private static final int HASH_BITS = 256;

    private PinHash() {}

    /** Salt and hash, to be sealed. */
    public static Secret of(String pin, SecureRandom random) {
        byte[] salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        byte[] hash = hash(pin, salt);
        byte[] both = Arrays.copyOf(salt, SALT_OCTETS + hash.length);
        System.arraycopy(hash, 0, both, SALT_OCTETS, hash.length);
        return Secret.of(both);
    }

    /** Whether it is the PIN of which {@link #of} made {@code kept}. */
    public static boolean matches(Secret kept, String pin) {
        byte[] both = kept.reveal();
        byte[] hash = hash(pin, Arrays.copyOf(both, SALT_OCTETS));
        return MessageDigest.isEqual(hash, Arrays.copyOfRange(both, SALT_OCTETS, both.length));
    }

    private static byte[] hash(String pin, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(pin.toCharArray(), salt, ITERATIONS, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        } finally {
            spec.clearPassword();
        }
    }
}
