package org.ringfort.media.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Session keys from a master key, with a key derivation rate of zero.
 *
 * @rfc 3711 4.3
 * @rfc 6188 3
 * @rfc 7714 11
 */
final class KeyDerivation {
    static final int RTP_ENCRYPTION = 0;
    static final int RTP_AUTHENTICATION = 1;
    static final int RTP_SALT = 2;
    static final int RTCP_ENCRYPTION = 3;
    static final int RTCP_AUTHENTICATION = 4;
    static final int RTCP_SALT = 5;

    private final Cipher cipher;
    private final byte[] salt;

    KeyDerivation(MasterKey master) {
        byte[] material = master.keyAndSalt().reveal();
        int keyBytes = master.profile().keyBytes();
        cipher = blockCipher(Arrays.copyOf(material, keyBytes));
        // 14 octets: a salt of 96 bits is filled up with zeros on its right
        salt = Arrays.copyOf(Arrays.copyOfRange(material, keyBytes, material.length), 14);
        Arrays.fill(material, (byte) 0);
    }

    byte[] derive(int label, int lengthBytes) {
        byte[] blocks = new byte[(lengthBytes + 15) / 16 * 16];
        for (int at = 0; at < blocks.length; at += 16) {
            System.arraycopy(salt, 0, blocks, at, salt.length);
            blocks[at + 7] ^= (byte) label;
            blocks[at + 15] = (byte) (at / 16);
        }
        try {
            return Arrays.copyOf(cipher.doFinal(blocks), lengthBytes);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @SuppressWarnings("InsecureCryptoUsage") // the bare block cipher is what counter mode is made of
    static Cipher blockCipher(byte[] key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return cipher;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
