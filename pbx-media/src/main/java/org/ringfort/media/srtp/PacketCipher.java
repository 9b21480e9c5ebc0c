package org.ringfort.media.srtp;

/**
 * One direction's session keys at work, in place, without judging the index. One thread.
 *
 * <p>Lengths are those of the packet without tag, index word or key identifier. The caller has made room behind it.
 */
sealed interface PacketCipher permits CounterModeCipher, GcmCipher {

    /** Encrypts RTP and writes the tag behind it; the new length. */
    int sealRtp(byte[] octets, int start, int headerBytes, int lengthBytes, int ssrc, long index);

    /**
     * Verifies and then decrypts RTP.
     *
     * @param tagAt where the tag begins in {@code octets}; the packet proper ends at {@code start + lengthBytes}
     * @return whether the tag is right; else nothing was changed that counts
     */
    boolean openRtp(byte[] octets, int start, int headerBytes, int lengthBytes, int tagAt, int ssrc, long index);

    /** Encrypts RTCP and writes tag and index word behind it; the new length. */
    int sealRtcp(byte[] octets, int start, int lengthBytes, int ssrc, int index);

    /** Verifies and then decrypts RTCP whose index word lies at {@code wordAt} and whose tag at {@code tagAt}. */
    boolean openRtcp(byte[] octets, int start, int lengthBytes, int wordAt, int tagAt, int ssrc, int index);

    static PacketCipher of(MasterKey master) {
        var derivation = new KeyDerivation(master);
        return master.profile().aead()
                ? GcmCipher.derive(derivation, master.profile())
                : CounterModeCipher.derive(derivation, master.profile());
    }
}
