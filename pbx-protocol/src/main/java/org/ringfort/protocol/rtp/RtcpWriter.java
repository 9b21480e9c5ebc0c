package org.ringfort.protocol.rtp;

/**
 * Writes compound RTCP packets into an array: {@link #begin}, then parts, then {@link #lengthBytes()}. Mutable and reused.
 * One thread.
 *
 * @rfc 3550 6
 */
public final class RtcpWriter {
    private static final int CNAME = 1;

    private byte[] octets = new byte[0];
    private int start;
    private int at;
    private int part;

    public void begin(byte[] octets, int start) {
        this.octets = octets;
        this.start = start;
        this.at = start;
        this.part = start;
    }

    /**
     * A sender report, still without blocks.
     *
     * @param ntpTime seconds since 1900 in the upper 32 bits, their fraction in the lower
     */
    public void senderReport(int ssrc, long ntpTime, int timestamp, int packets, int payloadOctets) {
        beginPart(RtcpView.SENDER_REPORT, ssrc);
        integer((int) (ntpTime >>> 32));
        integer((int) ntpTime);
        integer(timestamp);
        integer(packets);
        integer(payloadOctets);
        endPart();
    }

    /** A receiver report, still without blocks. */
    public void receiverReport(int ssrc) {
        beginPart(RtcpView.RECEIVER_REPORT, ssrc);
        endPart();
    }

    /** One block in the report just written. Cumulative loss is held to its 24 bits. */
    public void reportBlock(
            int ssrc,
            int fractionLost,
            int cumulativeLost,
            int highestSequence,
            int jitterTicks,
            int lastSenderReport,
            int delaySinceLastSenderReport) {
        int lost = Math.max(-0x80_0000, Math.min(0x7f_ffff, cumulativeLost));
        integer(ssrc);
        integer((fractionLost << 24) | (lost & 0xff_ffff));
        integer(highestSequence);
        integer(jitterTicks);
        integer(lastSenderReport);
        integer(delaySinceLastSenderReport);
        octets[part]++; // the count is the header's low five bits
        endPart();
    }

    /** A source description with a canonical name of at most 255 octets. */
    public void canonicalName(int ssrc, byte[] name) {
        beginPart(RtcpView.SOURCE_DESCRIPTION, ssrc);
        octets[part]++;
        octets[at++] = CNAME;
        octets[at++] = (byte) name.length;
        System.arraycopy(name, 0, octets, at, name.length);
        at += name.length;
        do {
            octets[at++] = 0;
        } while (((at - part) & 3) != 0);
        endPart();
    }

    /** Goodbye from one source. */
    public void bye(int ssrc) {
        beginPart(RtcpView.BYE, ssrc);
        octets[part]++;
        endPart();
    }

    /** Octets written since {@link #begin}. */
    public int lengthBytes() {
        return at - start;
    }

    private void beginPart(int type, int ssrc) {
        part = at;
        octets[at] = (byte) 0x80;
        octets[at + 1] = (byte) type;
        at += 4;
        integer(ssrc);
    }

    private void endPart() {
        Octets.putShort(octets, part + 2, (at - part) / 4 - 1);
    }

    private void integer(int value) {
        Octets.putInteger(octets, at, value);
        at += 4;
    }
}
