package org.ringfort.media.rtcp;

import org.ringfort.protocol.rtp.RtcpView;

/**
 * What the peer reports: how it hears us, how long the way takes, and its clock for our answers. One thread; no allocation.
 *
 * <p>A relay passes the gaps of its source on, and the peer takes them for losses. What was never sent to it was not lost
 * on its way, and is taken off.
 *
 * @rfc 3550 6.4
 * @rfc 3611 4.4
 * @rfc 3611 4.5
 * @rfc 3611 4.7
 */
public final class PeerReports {
    /** What is sent to the peer. */
    public interface Stream {
        int ssrc();

        /** Sequence numbers from the first to the last one. */
        long places();

        /** How many of them were sent. */
        long packets();
    }

    private final Stream ours;
    private final RtcpView view = new RtcpView();
    private int lastSenderReport;
    private long lastSenderReportNanos;
    private int roundTripMicros = -1;
    private int fractionLost;
    private int cumulativeLost = -1;
    private long reportsOfUs;
    private long placesBefore;
    private long unsentBefore;
    private boolean referenceNew;
    private int referenceFrom;
    private int lastReference;
    private long lastReferenceNanos;
    private boolean heard;
    private int discardRate;
    private int systemDelayMillis;
    private int opinion;

    public PeerReports(Stream ours) {
        this.ours = ours;
    }

    /**
     * A compound packet that authenticated.
     *
     * @param ntpMiddle the middle 32 bits of the NTP time now
     * @return whether it could be read
     */
    public boolean packet(byte[] octets, int start, int lengthBytes, int ntpMiddle, long nowNanos) {
        if (!view.wrap(octets, start, lengthBytes)) {
            return false;
        }
        while (view.next()) {
            if (view.isSenderReport()) {
                lastSenderReport = view.senderNtpMiddle();
                lastSenderReportNanos = nowNanos;
            }
            for (int block = 0; block < view.reportBlocks(); block++) {
                if (view.blockSsrc(block) == ours.ssrc()) {
                    block(block, ntpMiddle);
                }
            }
            while (view.nextExtended()) {
                extended(ntpMiddle, nowNanos);
            }
        }
        return true;
    }

    private void extended(int ntpMiddle, long nowNanos) {
        switch (view.extendedType()) {
            case RtcpView.REFERENCE_TIME -> {
                referenceNew = true;
                referenceFrom = view.senderSsrc();
                lastReference = view.referenceNtpMiddle();
                lastReferenceNanos = nowNanos;
            }
            case RtcpView.DELAY_SINCE_REFERENCE -> {
                for (int index = 0; index < view.delays(); index++) {
                    if (view.delaySsrc(index) == ours.ssrc()) {
                        roundTrip(ntpMiddle, view.delayLastReference(index), view.delaySinceLastReference(index));
                    }
                }
            }
            case RtcpView.VOIP_METRICS -> {
                if (view.voipSsrc() == ours.ssrc()) {
                    heard = true;
                    discardRate = view.voipDiscardRate();
                    systemDelayMillis = view.voipEndSystemDelayMillis();
                    opinion = opinion(view.voipOpinion());
                }
            }
            default -> {}
        }
    }

    /** Tenths from 1 to 5; 0: unknown, or none. */
    private static int opinion(int tenths) {
        return tenths >= 10 && tenths <= 50 ? tenths : 0;
    }

    private void roundTrip(int ntpMiddle, int last, int delay) {
        int round = ntpMiddle - last - delay;
        if (last != 0 && round >= 0 && round < 60 << 16) { // longer is a broken clock, not a long way
            roundTripMicros = (int) ((round * 1_000_000L) >> 16);
        }
    }

    private void block(int index, int ntpMiddle) {
        long places = ours.places();
        long unsent = Math.max(0, places - ours.packets());
        fractionLost = ofSent(view.blockFractionLost(index), places - placesBefore, unsent - unsentBefore);
        placesBefore = places;
        unsentBefore = unsent;
        // repeated packets may make it negative
        cumulativeLost = (int) Math.max(0, view.blockCumulativeLost(index) - unsent);
        reportsOfUs++;
        roundTrip(ntpMiddle, view.blockLastSenderReport(index), view.blockDelaySinceLastSenderReport(index));
    }

    /** A fraction of all places since the last report as one of those that were sent; in 256ths. */
    private static int ofSent(int fraction, long places, long unsent) {
        if (unsent <= 0) {
            return fraction;
        }
        return unsent >= places ? 0 : Math.clamp((fraction * places - 256 * unsent) / (places - unsent), 0, 255);
    }

    /** For our report blocks; 0 before the first sender report. */
    public int lastSenderReport() {
        return lastSenderReport;
    }

    /** In 65536ths of a second; 0 before the first sender report. */
    public int delaySinceLastSenderReport(long nowNanos) {
        return lastSenderReport == 0 ? 0 : since(lastSenderReportNanos, nowNanos);
    }

    private static int since(long thenNanos, long nowNanos) {
        return (int) ((nowNanos - thenNanos) / 1_000 * 65_536 / 1_000_000);
    }

    /** Whether the peer has asked when its reference time came; asked for once, it is answered once. */
    public boolean takeReference() {
        boolean asked = referenceNew;
        referenceNew = false;
        return asked;
    }

    /** Who asked. */
    public int referenceFrom() {
        return referenceFrom;
    }

    /** The middle 32 bits of it. */
    public int lastReference() {
        return lastReference;
    }

    /** In 65536ths of a second. */
    public int delaySinceLastReference(long nowNanos) {
        return since(lastReferenceNanos, nowNanos);
    }

    /** How the peer hears what comes of ours; {@link HeardByPeer#UNKNOWN} where it does not say. */
    public HeardByPeer heard() {
        return heard
                ? new HeardByPeer(discardRate * 1_000 / 256, systemDelayMillis, opinion * 10)
                : HeardByPeer.UNKNOWN;
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
