package org.ringfort.app.recordings;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * One sum over a recording as it is kept: SHA-256 of each segment together with the sum before it, beginning with the recording's
 * name. The tags of the segments show that one was changed; this shows as well that some were left out at the end, and to those who
 * have no key.
 */
final class SegmentChain {
    private SegmentChain() {}

    /** The last sum, hexadecimal; octets that are no whole segment count as one. */
    static String of(UUID recording, byte[] sealed) {
        byte[] sum = digest().digest(("ringfort recording " + recording).getBytes(StandardCharsets.US_ASCII));
        ByteBuffer in = ByteBuffer.wrap(sealed);
        while (in.hasRemaining()) {
            int whole = in.remaining() < Integer.BYTES ? in.remaining() : Integer.BYTES + in.getInt(in.position());
            int length = whole <= Integer.BYTES || whole > in.remaining() ? in.remaining() : whole;
            MessageDigest next = digest();
            next.update(sum);
            next.update(in.slice(in.position(), length));
            sum = next.digest();
            in.position(in.position() + length);
        }
        return HexFormat.of().formatHex(sum);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
