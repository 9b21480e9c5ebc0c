package org.ringfort.protocol.stun;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.ringfort.kernel.secret.Secret;

/**
 * A message as it came: what it says, and what shows who wrote it. What follows MESSAGE-INTEGRITY is not protected by it and
 * not in the message. Immutable, for any thread.
 */
public final class StunDatagram {
    private final StunMessage message;
    private final boolean fingerprinted;
    private final byte @Nullable [] covered;
    private final byte @Nullable [] integrity;

    /**
     * @param covered the octets that MESSAGE-INTEGRITY is over, the length in them as if nothing followed it
     * @param integrity its value, 20 octets
     */
    StunDatagram(StunMessage message, boolean fingerprinted, byte @Nullable [] covered, byte @Nullable [] integrity) {
        this.message = message;
        this.fingerprinted = fingerprinted;
        this.covered = covered;
        this.integrity = integrity;
    }

    /** What it says; nothing of it is proved before {@link #authenticates}. */
    public StunMessage message() {
        return message;
    }

    /** Whether it ends in a FINGERPRINT (a right one: with a wrong one it would be no STUN).
     *  @rfc 8489 7 */
    public boolean fingerprinted() {
        return fingerprinted;
    }

    /**
     * Whether there is a MESSAGE-INTEGRITY made with {@code key}. Takes the same time however much of it is right.
     *
     * @param key the password itself where the credential is short-term
     * @rfc 8489 9.1.3
     * @rfc 8489 14.5
     */
    public boolean authenticates(Secret key) {
        if (covered == null || integrity == null || key.lengthBytes() == 0) {
            return false;
        }
        return MessageDigest.isEqual(integrity, StunWire.integrity(key, covered, 0, covered.length));
    }
}
