package org.ringfort.protocol.stun;

import java.security.GeneralSecurityException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringfort.kernel.secret.Secret;

/** What reading and writing share: fixed numbers, and the two sums over octets. */
final class StunWire {
    static final int HEADER_BYTES = 20;
    static final int COOKIE = 0x2112A442;

    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int MESSAGE_INTEGRITY_BYTES = 20;
    static final int FINGERPRINT = 0x8028;
    static final int FINGERPRINT_BYTES = 4;

    /** "STUN": so that a CRC of another protocol beneath is not the same. */
    private static final int FINGERPRINT_MASK = 0x5354554E;

    private StunWire() {}

    static int padded(int lengthBytes) {
        return (lengthBytes + 3) & ~3;
    }

    /** @rfc 8489 14.5 */
    static byte[] integrity(Secret key, byte[] octets, int start, int lengthBytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.reveal(), "HmacSHA1"));
            mac.update(octets, start, lengthBytes);
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HmacSHA1", missing);
        }
    }

    /** @rfc 8489 14.7 */
    static int fingerprint(byte[] octets, int start, int lengthBytes) {
        var sum = new CRC32();
        sum.update(octets, start, lengthBytes);
        return (int) sum.getValue() ^ FINGERPRINT_MASK;
    }
}
