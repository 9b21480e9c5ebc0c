package org.ringfort.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in Galois/counter mode. The JCE wants a parameter object for each packet; that is all that is allocated here.
 *
 * @rfc 7714 8
 * @rfc 7714 9
 */
final class GcmCipher implements PacketCipher {
    private static final int TAG_BITS = 128;
    private static final int TAG_BYTES = 16;
    private static final int RTCP_HEADER_BYTES = 8;

    private final Cipher cipher;
    private final SecretKeySpec rtpKey;
    private final byte[] rtpSalt;
    private final SecretKeySpec rtcpKey;
    private final byte[] rtcpSalt;
    private final byte[] nonce = new byte[12];

    GcmCipher(byte[] rtpKey, byte[] rtpSalt, byte[] rtcpKey, byte[] rtcpSalt) {
        this.rtpKey = new SecretKeySpec(rtpKey, "AES");
        this.rtpSalt = rtpSalt;
        this.rtcpKey = new SecretKeySpec(rtcpKey, "AES");
        this.rtcpSalt = rtcpSalt;
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static GcmCipher derive(KeyDerivation from, SrtpProfile profile) {
        return new GcmCipher(
                from.derive(KeyDerivation.RTP_ENCRYPTION, profile.keyBytes()),
                from.derive(KeyDerivation.RTP_SALT, profile.saltBytes()),
                from.derive(KeyDerivation.RTCP_ENCRYPTION, profile.keyBytes()),
                from.derive(KeyDerivation.RTCP_SALT, profile.saltBytes()));
    }

    @Override
    public int sealRtp(byte[] octets, int start, int headerBytes, int lengthBytes, int ssrc, long index) {
        try {
            begin(Cipher.ENCRYPT_MODE, rtpKey, rtpSalt, ssrc, index);
            cipher.updateAAD(octets, start, headerBytes);
            int body = start + headerBytes;
            return headerBytes + cipher.doFinal(octets, body, lengthBytes - headerBytes, octets, body);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public boolean openRtp(
            byte[] octets, int start, int headerBytes, int lengthBytes, int tagAt, int ssrc, long index) {
        try {
            begin(Cipher.DECRYPT_MODE, rtpKey, rtpSalt, ssrc, index);
            cipher.updateAAD(octets, start, headerBytes);
            int body = start + headerBytes;
            cipher.doFinal(octets, body, lengthBytes - headerBytes + TAG_BYTES, octets, body);
            return true;
        } catch (AEADBadTagException foreign) {
            return false;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public int sealRtcp(byte[] octets, int start, int lengthBytes, int ssrc, int index) {
        int wordAt = start + lengthBytes + TAG_BYTES;
        Octets.putInteger(octets, wordAt, index | 0x8000_0000);
        try {
            begin(Cipher.ENCRYPT_MODE, rtcpKey, rtcpSalt, ssrc, index);
            cipher.updateAAD(octets, start, RTCP_HEADER_BYTES);
            cipher.updateAAD(octets, wordAt, 4);
            int body = start + RTCP_HEADER_BYTES;
            cipher.doFinal(octets, body, lengthBytes - RTCP_HEADER_BYTES, octets, body);
            return lengthBytes + TAG_BYTES + 4;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public boolean openRtcp(byte[] octets, int start, int lengthBytes, int wordAt, int tagAt, int ssrc, int index) {
        try {
            begin(Cipher.DECRYPT_MODE, rtcpKey, rtcpSalt, ssrc, index);
            cipher.updateAAD(octets, start, RTCP_HEADER_BYTES);
            cipher.updateAAD(octets, wordAt, 4);
            int body = start + RTCP_HEADER_BYTES;
            cipher.doFinal(octets, body, lengthBytes - RTCP_HEADER_BYTES + TAG_BYTES, octets, body);
            return true;
        } catch (AEADBadTagException foreign) {
            return false;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The nonce: two zero octets, SSRC, 48 bits of index, all XOR the salt. An SRTCP index of 31 bits fits the same form. */
    private void begin(int mode, SecretKeySpec key, byte[] salt, int ssrc, long index) throws GeneralSecurityException {
        System.arraycopy(salt, 0, nonce, 0, 12);
        Octets.putInteger(nonce, 2, Octets.integer(nonce, 2) ^ ssrc);
        nonce[6] ^= (byte) (index >>> 40);
        nonce[7] ^= (byte) (index >>> 32);
        Octets.putInteger(nonce, 8, Octets.integer(nonce, 8) ^ (int) index);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    }
}
