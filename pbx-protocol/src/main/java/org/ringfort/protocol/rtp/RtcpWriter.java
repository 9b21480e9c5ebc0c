package org.ringfort.protocol.rtp;

/**
 * Writes compound RTCP packets into an array: {@link #begin}, then parts, then {@link #lengthBytes()}. Mutable and reused.
 * One thread.
 *
 * @rfc 3550 6
 * @rfc 3611 2
 */
public final class RtcpWriter {
    private static final int CNAME = 1;
    /** RFC 3611 4.7: what is not measured. */
    private static final int UNKNOWN = 127;

    private static final int GAP_MINIMUM = 16;

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

    /** An extended report, still without blocks. */
    public void extendedReport(int ssrc) {
        beginPart(RtcpView.EXTENDED_REPORT, ssrc);
        endPart();
    }

    /** A block that asks when it came: for who sends nothing, and so no sender report.
     *
     *  @param ntpTime as in a sender report
     *  @rfc 3611 4.4 */
    public void referenceTime(long ntpTime) {
        integer(RtcpView.REFERENCE_TIME << 24 | 2);
        integer((int) (ntpTime >>> 32));
        integer((int) ntpTime);
        endPart();
    }

    /** A block that answers one.
     *
     *  @param ssrc who asked
     *  @param lastReference middle 32 bits of the NTP time
     *  @param delaySince in 65536ths of a second
     *  @rfc 3611 4.5 */
    public void delaySinceReference(int ssrc, int lastReference, int delaySince) {
        integer(RtcpView.DELAY_SINCE_REFERENCE << 24 | 3);
        integer(ssrc);
        integer(lastReference);
        integer(delaySince);
        endPart();
    }

    /**
     * A block about a stream, by who has no jitter buffer and hears nothing: signal, noise, echo, ratings and opinions are unknown.
     *
     * @param lossRate packets that never came, in 256ths of all since the beginning
     * @param burstDensity lost within bursts, in 256ths
     * @param gapDensity lost between them, in 256ths
     * @param burstMillis how long a burst is, in the mean
     * @param gapMillis how long a gap
     * @param roundTripMillis 0: unknown
     * @rfc 3611 4.7
     */
    public void voipMetrics(
            int ssrc,
            int lossRate,
            int burstDensity,
            int gapDensity,
            int burstMillis,
            int gapMillis,
            int roundTripMillis) {
        integer(RtcpView.VOIP_METRICS << 24 | 8);
        integer(ssrc);
        integer(lossRate << 24 | burstDensity << 8 | gapDensity);
        integer(Math.min(burstMillis, 0xffff) << 16 | Math.min(gapMillis, 0xffff));
        integer(Math.min(roundTripMillis, 0xffff) << 16);
        integer(UNKNOWN << 24 | UNKNOWN << 16 | UNKNOWN << 8 | GAP_MINIMUM);
        integer(UNKNOWN << 24 | UNKNOWN << 16 | UNKNOWN << 8 | UNKNOWN);
        integer(0);
        integer(0);
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
