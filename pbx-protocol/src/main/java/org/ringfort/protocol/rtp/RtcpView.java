package org.ringfort.protocol.rtp;

/**
 * A compound RTCP packet, walked part by part where it lies. Mutable and reused. One thread.
 *
 * <pre>{@code
 * if (view.wrap(octets, 0, length)) {
 *     while (view.next()) { … view.type() … }
 * }
 * }</pre>
 *
 * @rfc 3550 6
 */
public final class RtcpView {
    public static final int SENDER_REPORT = 200;
    public static final int RECEIVER_REPORT = 201;
    public static final int SOURCE_DESCRIPTION = 202;
    public static final int BYE = 203;
    public static final int APPLICATION = 204;

    /** Octets of the common header with the first SSRC: the least that is worth anything. */
    public static final int LEAST_BYTES = 8;

    private static final int BLOCK_BYTES = 24;

    private byte[] octets = new byte[0];
    private int end;
    private int part;
    private int partBytes;

    /**
     * Looks at {@code lengthBytes} octets from {@code start}, before the first part.
     *
     * @return whether every part is of version 2 and has its whole length here
     */
    public boolean wrap(byte[] octets, int start, int lengthBytes) {
        if (lengthBytes < LEAST_BYTES) {
            return false;
        }
        int at = start;
        int stop = start + lengthBytes;
        while (at < stop) {
            if (stop - at < 4 || (octets[at] & 0xc0) != 0x80) {
                return false;
            }
            int bytes = 4 + 4 * Octets.unsignedShort(octets, at + 2);
            if (bytes > stop - at) {
                return false;
            }
            at += bytes;
        }
        this.octets = octets;
        this.end = stop;
        this.part = start;
        this.partBytes = 0;
        return true;
    }

    /** Moves to the next part; false after the last. */
    public boolean next() {
        part += partBytes;
        if (part >= end) {
            partBytes = 0;
            return false;
        }
        partBytes = 4 + 4 * Octets.unsignedShort(octets, part + 2);
        return true;
    }

    public int type() {
        return octets[part + 1] & 0xff;
    }

    /** Who sent this part; 0 where the part is too short to say. */
    public int senderSsrc() {
        return partBytes < 8 ? 0 : Octets.integer(octets, part + 4);
    }

    /** Whether this part is a sender report with its sender information whole. */
    public boolean isSenderReport() {
        return type() == SENDER_REPORT && partBytes >= 28;
    }

    /** Middle 32 bits of the sender report's NTP time, as a receiver repeats them. */
    public int senderNtpMiddle() {
        return (Octets.unsignedShort(octets, part + 10) << 16) | Octets.unsignedShort(octets, part + 12);
    }

    /** Report blocks of a sender or receiver report, as many as fit; 0 for other parts. */
    public int reportBlocks() {
        int first = firstBlock();
        if (first < 0) {
            return 0;
        }
        return Math.min(octets[part] & 0x1f, Math.max(0, (partBytes - first) / BLOCK_BYTES));
    }

    /** Whom block {@code index} is about. */
    public int blockSsrc(int index) {
        return Octets.integer(octets, block(index));
    }

    /** Fraction lost since the last report, in 256ths. */
    public int blockFractionLost(int index) {
        return octets[block(index) + 4] & 0xff;
    }

    /** Packets lost since the beginning; negative where duplicates outnumber losses. */
    public int blockCumulativeLost(int index) {
        return Octets.integer(octets, block(index) + 4) << 8 >> 8;
    }

    /** Interarrival jitter in ticks of the payload's clock. */
    public int blockJitterTicks(int index) {
        return Octets.integer(octets, block(index) + 12);
    }

    /** The middle NTP bits of our last sender report that the peer saw; 0: none. */
    public int blockLastSenderReport(int index) {
        return Octets.integer(octets, block(index) + 16);
    }

    /** Time since then, in 65536ths of a second. */
    public int blockDelaySinceLastSenderReport(int index) {
        return Octets.integer(octets, block(index) + 20);
    }

    private int firstBlock() {
        return switch (type()) {
            case SENDER_REPORT -> 28;
            case RECEIVER_REPORT -> 8;
            default -> -1;
        };
    }

    private int block(int index) {
        return part + firstBlock() + index * BLOCK_BYTES;
    }
}
