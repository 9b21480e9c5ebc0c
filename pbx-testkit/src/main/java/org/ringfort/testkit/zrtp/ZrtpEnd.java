package org.ringfort.testkit.zrtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * One end of ZRTP as far as who stands between the ends can see: its packets have the right form, and its Hello is the one that
 * its description tells. It agrees on no keys. One thread.
 *
 * @rfc 6189 5
 */
public final class ZrtpEnd {
    private static final int SSRC = 0x5eed0002;

    private final byte[] hello = new byte[4 * 30];
    private int sequence;

    /** @param seed another makes another Hello */
    public ZrtpEnd(long seed) {
        new Random(seed).nextBytes(hello);
        ByteBuffer.wrap(hello)
                .putShort((short) 0x505a)
                .putShort((short) (hello.length / 4))
                .put("Hello   1.10".getBytes(StandardCharsets.US_ASCII));
    }

    /** The line of its description. */
    public String line() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(hello);
            return "a=zrtp-hash:1.10 " + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Its Hello, as the next packet. */
    public byte[] hello() {
        return packet(hello);
    }

    /** Any other message of that name, eight octets, with 28 of random look behind it. */
    public byte[] message(String name) {
        byte[] message = Arrays.copyOf(hello, 40);
        ByteBuffer.wrap(message)
                .putShort((short) 0x505a)
                .putShort((short) (message.length / 4))
                .put(name.getBytes(StandardCharsets.US_ASCII));
        return packet(message);
    }

    private byte[] packet(byte[] message) {
        ByteBuffer packet = ByteBuffer.allocate(12 + message.length + 4);
        packet.putShort((short) 0x1000).putShort((short) sequence++);
        packet.putInt(0x5a525450).putInt(SSRC).put(message);
        var crc = new CRC32C();
        crc.update(packet.array(), 0, packet.position());
        return packet.putInt(Integer.reverseBytes((int) crc.getValue())).array();
    }
}
