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
 * @rfc 3611 2
 */
public final class RtcpView {
    public static final int SENDER_REPORT = 200;
    public static final int RECEIVER_REPORT = 201;
    public static final int SOURCE_DESCRIPTION = 202;
    public static final int BYE = 203;
    public static final int APPLICATION = 204;
    public static final int EXTENDED_REPORT = 207;

    /** Blocks of an extended report. */
    public static final int REFERENCE_TIME = 4;

    public static final int DELAY_SINCE_REFERENCE = 5;
    public static final int VOIP_METRICS = 7;

    /** Octets of the common header with the first SSRC: the least that is worth anything. */
    public static final int LEAST_BYTES = 8;

    private static final int BLOCK_BYTES = 24;
    private static final int DELAY_BYTES = 12;
    private static final int VOIP_METRICS_BYTES = 36;

    private byte[] octets = new byte[0];
    private int end;
    private int part;
    private int partBytes;
    private int extended;
    private int extendedBytes;

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
        extended = part + 8;
        extendedBytes = 0;
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

    /** Moves to the next block of an extended report; false in other parts, after the last, and where one has not its whole length.
     *  @rfc 3611 3 */
    public boolean nextExtended() {
        extended += extendedBytes;
        extendedBytes = 0;
        int left = part + partBytes - extended;
        if (type() != EXTENDED_REPORT || left < 4) {
            return false;
        }
        int bytes = 4 + 4 * Octets.unsignedShort(octets, extended + 2);
        extendedBytes = bytes <= left ? bytes : 0;
        return bytes <= left;
    }

    /** Of the block; 0 where it is shorter than its kind has to be. */
    public int extendedType() {
        int type = octets[extended] & 0xff;
        int least = switch (type) {
            case REFERENCE_TIME -> 12;
            case VOIP_METRICS -> VOIP_METRICS_BYTES;
            default -> 4;
        };
        return extendedBytes < least ? 0 : type;
    }

    /** Middle 32 bits of the NTP time of a reference time block.
     *  @rfc 3611 4.4 */
    public int referenceNtpMiddle() {
        return (Octets.unsignedShort(octets, extended + 6) << 16) | Octets.unsignedShort(octets, extended + 8);
    }

    /** Of a block that answers reference times: to how many.
     *  @rfc 3611 4.5 */
    public int delays() {
        return (extendedBytes - 4) / DELAY_BYTES;
    }

    /** Whose reference time delay {@code index} answers. */
    public int delaySsrc(int index) {
        return Octets.integer(octets, extended + 4 + index * DELAY_BYTES);
    }

    /** The middle NTP bits of that; 0: none. */
    public int delayLastReference(int index) {
        return Octets.integer(octets, extended + 8 + index * DELAY_BYTES);
    }

    /** Time since it came, in 65536ths of a second. */
    public int delaySinceLastReference(int index) {
        return Octets.integer(octets, extended + 12 + index * DELAY_BYTES);
    }

    /** Of VoIP metrics: whose stream they are about.
     *  @rfc 3611 4.7 */
    public int voipSsrc() {
        return Octets.integer(octets, extended + 4);
    }

    /** What never came, in 256ths of all since the beginning. */
    public int voipLossRate() {
        return octets[extended + 8] & 0xff;
    }

    /** Lost within bursts, in 256ths. */
    public int voipBurstDensity() {
        return octets[extended + 10] & 0xff;
    }

    /** What came and was too late or too early to be heard, in 256ths of all since the beginning. */
    public int voipDiscardRate() {
        return octets[extended + 9] & 0xff;
    }

    /** From network to ear and from mouth to network at the reporter, in milliseconds; 0: unknown. */
    public int voipEndSystemDelayMillis() {
        return Octets.unsignedShort(octets, extended + 18);
    }

    /** How the reporter thinks that a conversation is liked, in tenths of a mean opinion score, 10 to 50; 127: unknown. */
    public int voipOpinion() {
        return octets[extended + 27] & 0xff;
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
