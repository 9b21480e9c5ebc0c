package org.ringfort.app.voicemail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ringfort.kernel.secret.Secret;

/**
 * The encrypted form of a recording, "RFR1", as the contract of recordings describes it: segments, each a length of 4 octets
 * and then ciphertext with tag under AES-256-GCM, numbered in the nonce and bound to the recording's identity.
 */
public final class SealedSound {
    private static final int SEGMENT_OCTETS = 8192;
    private static final int TAG_OCTETS = 16;

    private SealedSound() {}

    /**
     * G.711 µ-law, 8000 Hz. What follows a torn last segment is cut off; a segment that does not open makes the whole
     * unreadable, since it was changed.
     */
    public static Optional<byte[]> open(Secret dataKey, UUID recording, byte[] sealed) {
        ByteBuffer in = ByteBuffer.wrap(sealed);
        ByteArrayOutputStream out = new ByteArrayOutputStream(sealed.length);
        byte[] key = dataKey.reveal();
        try {
            for (int number = 0; in.remaining() >= Integer.BYTES; number++) {
                int length = in.getInt();
                if (length < TAG_OCTETS || length > SEGMENT_OCTETS + TAG_OCTETS) {
                    return Optional.empty();
                }
                if (in.remaining() < length) {
                    break;
                }
                byte[] segment = new byte[length];
                in.get(segment);
                out.writeBytes(
                        cipher(Cipher.DECRYPT_MODE, key, recording, number).doFinal(segment));
            }
            return Optional.of(out.toByteArray());
        } catch (GeneralSecurityException changed) {
            return Optional.empty();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static Cipher cipher(int mode, byte[] key, UUID recording, int number) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(12).putLong(0).putInt(number).array();
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_OCTETS * 8, nonce));
        cipher.updateAAD(recording.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
