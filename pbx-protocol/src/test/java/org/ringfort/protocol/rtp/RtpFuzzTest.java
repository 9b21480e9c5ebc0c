package org.ringfort.protocol.rtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/**
 * RTP with its contributing sources, extension and padding, and compound RTCP with its reports and extended reports, asked everything
 * that they can be asked. Fuzzed for some seconds by each {@code make test}; in other runs the kept inputs are replayed.
 *
 * @rfc 3550 5.1
 * @rfc 3550 6
 * @rfc 3611 3
 */
class RtpFuzzTest {
    private static final int BEFORE = 7;

    private final RtpView rtp = new RtpView();
    private final RtcpView rtcp = new RtcpView();

    /** The packet ends where the array does, so that nothing behind it can be read unnoticed. */
    @FuzzTest(maxDuration = "12s")
    void views_are_total_and_stay_within_their_packet(byte[] octets) {
        byte[] room = new byte[BEFORE + octets.length];
        Arrays.fill(room, 0, BEFORE, (byte) 0x80);
        System.arraycopy(octets, 0, room, BEFORE, octets.length);
        if (rtp.wrap(room, BEFORE, octets.length)) {
            look(room);
        }
        if (rtcp.wrap(room, BEFORE, octets.length)) {
            walk(octets.length);
        }
    }

    private void look(byte[] room) {
        int payload = rtp.payloadBytes();
        int end = rtp.payloadStart() + Math.max(payload, 0) + Math.max(rtp.paddingBytes(), 0);
        if (rtp.headerBytes() < RtpView.FIXED_HEADER_BYTES
                || end > room.length
                || (payload >= 0 && end != room.length)) {
            throw new AssertionError("header, payload and padding are not the packet");
        }
        require(rtp.payloadType() >= 0 && rtp.payloadType() < 128, "a payload type of seven bits");
        require(rtp.sequence() >= 0 && rtp.sequence() < 65_536, "a sequence number of sixteen bits");
        byte[] written = new byte[RtpView.FIXED_HEADER_BYTES];
        RtpView.writeHeader(written, 0, rtp.marker(), rtp.payloadType(), rtp.sequence(), rtp.timestamp(), rtp.ssrc());
        var again = new RtpView();
        require(
                again.wrap(written, 0, written.length)
                        && again.marker() == rtp.marker()
                        && again.payloadType() == rtp.payloadType()
                        && again.sequence() == rtp.sequence()
                        && again.timestamp() == rtp.timestamp()
                        && again.ssrc() == rtp.ssrc(),
                "a header reads as it was written");
    }

    private void walk(int lengthBytes) {
        int parts = 0;
        while (rtcp.next()) {
            require(++parts <= lengthBytes / 4, "each part moves on");
            rtcp.type();
            rtcp.senderSsrc();
            if (rtcp.isSenderReport()) {
                rtcp.senderNtpMiddle();
            }
            int blocks = rtcp.reportBlocks();
            require(blocks >= 0 && blocks <= 31, "as many blocks as five bits count");
            for (int index = 0; index < blocks; index++) {
                block(index);
            }
            int extended = 0;
            while (rtcp.nextExtended()) {
                require(++extended <= lengthBytes / 4, "each block moves on");
                extended();
            }
        }
        require(!rtcp.next(), "after the last part there is none");
    }

    private void block(int index) {
        rtcp.blockSsrc(index);
        require(rtcp.blockFractionLost(index) >= 0 && rtcp.blockFractionLost(index) < 256, "a fraction of 256ths");
        int lost = rtcp.blockCumulativeLost(index);
        require(lost >= -(1 << 23) && lost < 1 << 23, "a loss of 24 bits");
        rtcp.blockJitterTicks(index);
        rtcp.blockLastSenderReport(index);
        rtcp.blockDelaySinceLastSenderReport(index);
    }

    private void extended() {
        switch (rtcp.extendedType()) {
            case RtcpView.REFERENCE_TIME -> rtcp.referenceNtpMiddle();
            case RtcpView.DELAY_SINCE_REFERENCE -> {
                for (int index = 0; index < rtcp.delays(); index++) {
                    rtcp.delaySsrc(index);
                    rtcp.delayLastReference(index);
                    rtcp.delaySinceLastReference(index);
                }
            }
            case RtcpView.VOIP_METRICS -> {
                rtcp.voipSsrc();
                int all = rtcp.voipLossRate() | rtcp.voipDiscardRate() | rtcp.voipBurstDensity() | rtcp.voipOpinion();
                require(all >= 0 && all < 256, "octets");
                require(rtcp.voipEndSystemDelayMillis() >= 0, "a delay");
            }
            default -> {}
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not so: " + what);
        }
    }
}
