package org.ringfort.protocol.zrtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One ZRTP packet where it lies in an array. Mutable and reused: {@link #wrap} moves it to the next packet. One thread; allocates
 * nothing for a packet.
 *
 * @rfc 6189 5
 */
public final class ZrtpView {
    /** Octets of SHA-256, and so of the hash of a Hello. */
    public static final int HASH_BYTES = 32;

    private static final int HEADER_BYTES = 12;
    private static final int CRC_BYTES = 4;
    /** Preamble, length and name: more than that no message needs. */
    private static final int LEAST_MESSAGE_BYTES = 12;

    private static final int MAGIC_COOKIE = 0x5a525450; // ZRTP
    private static final int PREAMBLE = 0x505a;

    /** Of a Hello: without any algorithm, and with seven of each of the five kinds.
     *  @rfc 6189 5.2 */
    private static final int LEAST_HELLO_BYTES = 4 * 22;

    private static final int MOST_HELLO_BYTES = 4 * (22 + 5 * 7);

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final CRC32C crc = new CRC32C();
    private final MessageDigest sha256;
    private final byte[] hash = new byte[HASH_BYTES];
    private byte[] octets = new byte[0];
    private int messageStart;
    private int messageBytes;
    private @Nullable ZrtpMessage message;

    public ZrtpView() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }

    /**
     * Looks at {@code lengthBytes} octets from {@code start}.
     *
     * @return whether they are one whole ZRTP packet with a message that the RFC knows and the right checksum; only then may
     *     the view be asked anything
     */
    public boolean wrap(byte[] octets, int start, int lengthBytes) {
        int messageLength = lengthBytes - HEADER_BYTES - CRC_BYTES;
        if (messageLength < LEAST_MESSAGE_BYTES
                || (octets[start] & 0xf0) != 0x10
                || (int) INT.get(octets, start + 4) != MAGIC_COOKIE) {
            return false;
        }
        int first = (int) INT.get(octets, start + HEADER_BYTES);
        ZrtpMessage named = ZrtpMessage.named((long) LONG.get(octets, start + HEADER_BYTES + 4));
        if (first >>> 16 != PREAMBLE || (first & 0xffff) * 4 != messageLength || named == null) {
            return false;
        }
        crc.reset();
        crc.update(octets, start, lengthBytes - CRC_BYTES);
        int sent = (int) INT.get(octets, start + lengthBytes - CRC_BYTES);
        if (Integer.reverseBytes(sent) != (int) crc.getValue()) { // low octet first, as SCTP has it
            return false;
        }
        if (named == ZrtpMessage.HELLO && (messageLength < LEAST_HELLO_BYTES || messageLength > MOST_HELLO_BYTES)) {
            return false;
        }
        this.octets = octets;
        this.messageStart = start + HEADER_BYTES;
        this.messageBytes = messageLength;
        this.message = named;
        return true;
    }

    /** What the packet that was looked at last says. */
    public ZrtpMessage message() {
        ZrtpMessage wrapped = message;
        if (wrapped == null) {
            throw new IllegalStateException("no packet was looked at");
        }
        return wrapped;
    }

    /**
     * Whether the message is the one whose SHA-256 this is: that of a Hello the signalling told beforehand.
     *
     * @param helloHash {@link #HASH_BYTES} octets
     * @rfc 6189 8.1
     */
    public boolean hashesTo(byte[] helloHash) {
        try {
            sha256.update(octets, messageStart, messageBytes);
            sha256.digest(hash, 0, HASH_BYTES);
        } catch (DigestException impossible) {
            throw new IllegalStateException(impossible); // there is room for it
        }
        return MessageDigest.isEqual(hash, helloHash);
    }
}
