package org.ringfort.media.srtp;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;

/**
 * AES in counter mode with HMAC-SHA1.
 *
 * <p>The keystream is made by one call to the bare block cipher over prepared counters and XORed by hand, and the HMAC is
 * two digests over prepared pads: no object is made per packet, and it is faster than {@code AES/CTR} and {@code Mac}.
 *
 * @rfc 3711 4.1.1
 * @rfc 3711 4.2.1
 * @rfc 6188 2
 */
final class CounterModeCipher implements PacketCipher {
    /** Beyond what a datagram of ours can hold. */
    static final int LARGEST_PAYLOAD_BYTES = 2_048;

    private static final int DIGEST_BYTES = 20;
    private static final int BLOCK_BYTES = 64;
    private static final int RTCP_HEADER_BYTES = 8;

    private final Direction rtp;
    private final Direction rtcp;
    private final int tagBytes;
    private final int rtcpTagBytes;
    private final MessageDigest sha1;
    private final byte[] counters = new byte[LARGEST_PAYLOAD_BYTES + 16];
    private final byte[] keystream = new byte[LARGEST_PAYLOAD_BYTES + 16];
    private final byte[] digest = new byte[DIGEST_BYTES];
    private final byte[] word = new byte[4];

    /** What RTP and RTCP have each for themselves. */
    private static final class Direction {
        private final Cipher cipher;
        private final byte[] salt;
        private final byte[] innerPad;
        private final byte[] outerPad;

        private Direction(Cipher cipher, byte[] salt, byte[] innerPad, byte[] outerPad) {
            this.cipher = cipher;
            this.salt = salt;
            this.innerPad = innerPad;
            this.outerPad = outerPad;
        }

        static Direction of(byte[] key, byte[] salt, byte[] authenticationKey) {
            return new Direction(
                    KeyDerivation.blockCipher(key), salt, pad(authenticationKey, 0x36), pad(authenticationKey, 0x5c));
        }

        private static byte[] pad(byte[] key, int filler) {
            byte[] pad = new byte[BLOCK_BYTES];
            for (int at = 0; at < pad.length; at++) {
                pad[at] = (byte) ((at < key.length ? key[at] : 0) ^ filler);
            }
            return pad;
        }
    }

    private CounterModeCipher(Direction rtp, Direction rtcp, SrtpProfile profile) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.tagBytes = profile.tagBytes();
        this.rtcpTagBytes = profile.rtcpTagBytes();
        try {
            this.sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static CounterModeCipher derive(KeyDerivation from, SrtpProfile profile) {
        return new CounterModeCipher(
                Direction.of(
                        from.derive(KeyDerivation.RTP_ENCRYPTION, profile.keyBytes()),
                        from.derive(KeyDerivation.RTP_SALT, profile.saltBytes()),
                        from.derive(KeyDerivation.RTP_AUTHENTICATION, SrtpProfile.AUTHENTICATION_KEY_BYTES)),
                Direction.of(
                        from.derive(KeyDerivation.RTCP_ENCRYPTION, profile.keyBytes()),
                        from.derive(KeyDerivation.RTCP_SALT, profile.saltBytes()),
                        from.derive(KeyDerivation.RTCP_AUTHENTICATION, SrtpProfile.AUTHENTICATION_KEY_BYTES)),
                profile);
    }

    @Override
    public int sealRtp(byte[] octets, int start, int headerBytes, int lengthBytes, int ssrc, long index) {
        exclusiveOr(rtp, octets, start + headerBytes, lengthBytes - headerBytes, ssrc, index);
        Octets.putInteger(word, 0, (int) (index >>> 16));
        authenticate(rtp, octets, start, lengthBytes, word, 4);
        System.arraycopy(digest, 0, octets, start + lengthBytes, tagBytes);
        return lengthBytes + tagBytes;
    }

    @Override
    public boolean openRtp(
            byte[] octets, int start, int headerBytes, int lengthBytes, int tagAt, int ssrc, long index) {
        Octets.putInteger(word, 0, (int) (index >>> 16));
        authenticate(rtp, octets, start, lengthBytes, word, 4);
        if (!Octets.same(digest, 0, octets, tagAt, tagBytes)) {
            return false;
        }
        exclusiveOr(rtp, octets, start + headerBytes, lengthBytes - headerBytes, ssrc, index);
        return true;
    }

    @Override
    public int sealRtcp(byte[] octets, int start, int lengthBytes, int ssrc, int index) {
        exclusiveOr(rtcp, octets, start + RTCP_HEADER_BYTES, lengthBytes - RTCP_HEADER_BYTES, ssrc, index);
        Octets.putInteger(octets, start + lengthBytes, index | 0x8000_0000);
        authenticate(rtcp, octets, start, lengthBytes + 4, word, 0);
        System.arraycopy(digest, 0, octets, start + lengthBytes + 4, rtcpTagBytes);
        return lengthBytes + 4 + rtcpTagBytes;
    }

    @Override
    public boolean openRtcp(byte[] octets, int start, int lengthBytes, int wordAt, int tagAt, int ssrc, int index) {
        authenticate(rtcp, octets, start, wordAt + 4 - start, word, 0);
        if (!Octets.same(digest, 0, octets, tagAt, rtcpTagBytes)) {
            return false;
        }
        exclusiveOr(rtcp, octets, start + RTCP_HEADER_BYTES, lengthBytes - RTCP_HEADER_BYTES, ssrc, index);
        return true;
    }

    /** The keystream for {@code index}, as many octets as asked for, in an array that the next packet overwrites. */
    private byte[] keystream(Direction side, int lengthBytes, int ssrc, long index) {
        byte[] first = counters;
        System.arraycopy(side.salt, 0, first, 0, 14);
        first[14] = 0;
        first[15] = 0;
        Octets.putInteger(first, 4, Octets.integer(first, 4) ^ ssrc);
        Octets.putInteger(first, 8, Octets.integer(first, 8) ^ (int) (index >>> 16));
        first[12] ^= (byte) (index >>> 8);
        first[13] ^= (byte) index;
        int blocks = (lengthBytes + 15) / 16;
        for (int block = 1; block < blocks; block++) {
            System.arraycopy(first, 0, first, block * 16, 15);
            first[block * 16 + 15] = (byte) block;
            first[block * 16 + 14] = (byte) (block >>> 8);
        }
        try {
            side.cipher.update(first, 0, blocks * 16, keystream, 0);
        } catch (ShortBufferException broken) {
            throw new IllegalStateException(broken);
        }
        return keystream;
    }

    private void exclusiveOr(Direction side, byte[] octets, int from, int lengthBytes, int ssrc, long index) {
        if (lengthBytes == 0) {
            return;
        }
        byte[] stream = keystream(side, lengthBytes, ssrc, index);
        for (int at = 0; at < lengthBytes; at++) {
            octets[from + at] ^= stream[at];
        }
    }

    private void authenticate(Direction side, byte[] octets, int start, int lengthBytes, byte[] more, int moreBytes) {
        try {
            sha1.update(side.innerPad, 0, BLOCK_BYTES);
            sha1.update(octets, start, lengthBytes);
            sha1.update(more, 0, moreBytes);
            sha1.digest(digest, 0, DIGEST_BYTES);
            sha1.update(side.outerPad, 0, BLOCK_BYTES);
            sha1.update(digest, 0, DIGEST_BYTES);
            sha1.digest(digest, 0, DIGEST_BYTES);
        } catch (DigestException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** For the vectors: the keystream of an RTP packet under given session keys. */
    static byte[] keystreamOf(byte[] key, byte[] salt, int ssrc, long index, int lengthBytes) {
        Direction side = Direction.of(key, salt, new byte[20]);
        var cipher = new CounterModeCipher(side, side, SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        return Arrays.copyOf(cipher.keystream(side, lengthBytes, ssrc, index), lengthBytes);
    }
}
