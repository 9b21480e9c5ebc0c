package org.ringfort.e2e.sound;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * SRTP read by somebody who has the key and none of our code: AES_CM_128_HMAC_SHA1_80, of a stream that has not wrapped its sequence
 * numbers more than once.
 *
 * @rfc 3711 4.1.1
 * @rfc 3711 4.3
 */
public final class Unsealed {
    private static final int TAG_BYTES = 10;
    private static final int HEADER_BYTES = 12;

    private final byte[] sessionKey;
    private final byte[] sessionSalt;
    private int first = -1;

    /** @param inline 30 octets of key and salt in base64, as SDES tells them */
    public Unsealed(String inline) throws GeneralSecurityException {
        byte[] master = Base64.getDecoder().decode(inline);
        byte[] key = Arrays.copyOf(master, 16);
        byte[] salt = Arrays.copyOfRange(master, 16, 30);
        sessionKey = derive(key, salt, 0, 16);
        sessionSalt = derive(key, salt, 2, 14);
    }

    private static byte[] derive(byte[] key, byte[] salt, int label, int lengthBytes) throws GeneralSecurityException {
        byte[] counter = Arrays.copyOf(salt, 16);
        counter[7] ^= (byte) label;
        return counterMode(key, counter, new byte[lengthBytes]);
    }

    private static byte[] counterMode(byte[] key, byte[] counter, byte[] octets) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
        return cipher.doFinal(octets);
    }

    /** The payload of one packet of RTP without extensions. */
    public byte[] payload(byte[] packet) throws GeneralSecurityException {
        ByteBuffer header = ByteBuffer.wrap(packet);
        int sequence = header.getShort(2) & 0xffff;
        int ssrc = header.getInt(8);
        first = first < 0 ? sequence : first;
        long index = (sequence < first - 0x8000 ? 0x10000L : 0) + sequence;
        byte[] counter = Arrays.copyOf(sessionSalt, 16);
        ByteBuffer mixed = ByteBuffer.wrap(counter);
        mixed.putInt(4, mixed.getInt(4) ^ ssrc);
        mixed.putLong(8, mixed.getLong(8) ^ (index << 16));
        return counterMode(sessionKey, counter, Arrays.copyOfRange(packet, HEADER_BYTES, packet.length - TAG_BYTES));
    }
}
