package org.ringfort.media.srtp;

import java.util.Optional;

/**
 * The suites we speak.
 *
 * @rfc 4568 6.2
 * @rfc 6188 4
 * @rfc 7714 14.2
 */
public enum SrtpProfile {
    AES_CM_128_HMAC_SHA1_80(16, 14, 10, false),
    AES_CM_128_HMAC_SHA1_32(16, 14, 4, false),
    AES_256_CM_HMAC_SHA1_80(32, 14, 10, false),
    AES_256_CM_HMAC_SHA1_32(32, 14, 4, false),
    AEAD_AES_128_GCM(16, 12, 16, true),
    AEAD_AES_256_GCM(32, 12, 16, true);

    /** HMAC-SHA1 keys are always 160 bits. */
    static final int AUTHENTICATION_KEY_BYTES = 20;

    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;
    private final boolean aead;

    SrtpProfile(int keyBytes, int saltBytes, int tagBytes, boolean aead) {
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
        this.aead = aead;
    }

    /** The profile that a crypto line names, if we speak it. */
    public static Optional<SrtpProfile> ofSuite(String suite) {
        for (SrtpProfile profile : values()) {
            if (profile.name().equals(suite)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    public int keyBytes() {
        return keyBytes;
    }

    public int saltBytes() {
        return saltBytes;
    }

    /** Octets of the tag on RTP. */
    int tagBytes() {
        return tagBytes;
    }

    /** Octets of the tag on RTCP: never shortened.
     *  @rfc 4568 6.2.2 */
    int rtcpTagBytes() {
        return aead ? 16 : 10;
    }

    boolean aead() {
        return aead;
    }
}
