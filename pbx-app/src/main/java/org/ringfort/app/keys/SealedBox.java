package org.ringfort.app.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ringfort.kernel.secret.Secret;

/** AES-256-GCM over one text: nonce of 12 octets, ciphertext, tag of 16. */
final class SealedBox {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private SealedBox() {}

    static byte[] seal(Secret key, byte[] plaintext, byte[] context, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plaintext);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("AES-GCM is not available", broken);
        }
    }

    static byte[] open(Secret key, byte[] box, byte[] context) throws GeneralSecurityException {
        if (box.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new GeneralSecurityException("too short");
        }
        byte[] nonce = Arrays.copyOf(box, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
    }

    private static Cipher cipher(int mode, Secret key, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] octets = key.reveal();
        cipher.init(mode, new SecretKeySpec(octets, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        Arrays.fill(octets, (byte) 0);
        cipher.updateAAD(context);
        return cipher;
    }
}
