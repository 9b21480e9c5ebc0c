package org.ringfort.media.rtcp;

import org.ringfort.protocol.rtp.RtcpView;

/**
 * What the peer reports: how it hears us, how long the way takes, and its clock for our answers. One thread; no allocation.
 *
 * @rfc 3550 6.4
 */
public final class PeerReports {
    private final RtcpView view = new RtcpView();
    private int lastSenderReport;
    private long lastSenderReportNanos;
    private int roundTripMicros = -1;
    private int fractionLost;
    private int cumulativeLost = -1;
    private long reportsOfUs;

    /**
     * A compound packet that authenticated.
     *
     * @param ourSsrc whose blocks count
     * @param ntpMiddle the middle 32 bits of the NTP time now
     * @return whether it could be read
     */
    public boolean packet(byte[] octets, int start, int lengthBytes, int ourSsrc, int ntpMiddle, long nowNanos) {
        if (!view.wrap(octets, start, lengthBytes)) {
            return false;
        }
        while (view.next()) {
            if (view.isSenderReport()) {
                lastSenderReport = view.senderNtpMiddle();
                lastSenderReportNanos = nowNanos;
            }
            for (int block = 0; block < view.reportBlocks(); block++) {
                if (view.blockSsrc(block) == ourSsrc) {
                    block(block, ntpMiddle);
                }
            }
        }
        return true;
    }

    private void block(int index, int ntpMiddle) {
        fractionLost = view.blockFractionLost(index);
        cumulativeLost = Math.max(0, view.blockCumulativeLost(index)); // repeated packets may make it negative
        reportsOfUs++;
        int last = view.blockLastSenderReport(index);
        if (last != 0) {
            int round = ntpMiddle - last - view.blockDelaySinceLastSenderReport(index);
            if (round >= 0 && round < 60 << 16) { // longer is a broken clock, not a long way
                roundTripMicros = (int) ((round * 1_000_000L) >> 16);
            }
        }
    }

    /** For our report blocks; 0 before the first sender report. */
    public int lastSenderReport() {
        return lastSenderReport;
    }

    /** In 65536ths of a second; 0 before the first sender report. */
    public int delaySinceLastSenderReport(long nowNanos) {
        return lastSenderReport == 0 ? 0 : (int) ((nowNanos - lastSenderReportNanos) / 1_000 * 65_536 / 1_000_000);
    }

    /** Microseconds there and back; -1: unknown. */
    public int roundTripMicros() {
        return roundTripMicros;
    }

    /** How often the peer has told how it hears us. */
    public long reportsOfUs() {
        return reportsOfUs;
    }

    /** What the peer lost of ours lately, in 256ths. */
    public int fractionLost() {
        return fractionLost;
    }

    /** Packets of ours that never came to the peer, by its last word; -1: it has said nothing. */
    public int cumulativeLost() {
        return cumulativeLost;
    }
}
