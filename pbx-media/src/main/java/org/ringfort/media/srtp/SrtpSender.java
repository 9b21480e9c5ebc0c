package org.ringfort.media.srtp;

import org.ringfort.protocol.rtp.RtcpView;
import org.ringfort.protocol.rtp.RtpView;

/**
 * Seals what we send under one master key. One synchronisation source; its packets may come a little out of order. An index
 * is never sealed twice, since that would give away what was said. One thread.
 */
public final class SrtpSender {
    /** Room that {@link #sealRtp} and {@link #sealRtcp} need behind the packet. */
    public static final int OVERHEAD_BYTES = 20;

    private static final int LAST_RTCP_INDEX = 0x7fff_ffff;

    private final PacketCipher cipher;
    private final ReplayWindow sent = new ReplayWindow();
    private int rtcpIndex;

    public SrtpSender(MasterKey key) {
        this(PacketCipher.of(key));
    }

    SrtpSender(PacketCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * Seals an RTP packet in place.
     *
     * @return its new length, or a {@link SrtpRefusal}
     */
    public int sealRtp(byte[] octets, int start, int lengthBytes) {
        int header = RtpView.headerBytes(octets, start, lengthBytes);
        if (header < 0 || lengthBytes - header > CounterModeCipher.LARGEST_PAYLOAD_BYTES) {
            return SrtpRefusal.MALFORMED;
        }
        long index = PacketIndex.nearest(sent.highest(), Octets.unsignedShort(octets, start + 2));
        if (!sent.isFresh(index)) {
            return SrtpRefusal.REPLAYED;
        }
        if (index >>> 48 != 0) {
            return SrtpRefusal.KEY_EXHAUSTED;
        }
        sent.mark(index);
        return cipher.sealRtp(octets, start, header, lengthBytes, Octets.integer(octets, start + 8), index);
    }

    /**
     * Seals a compound RTCP packet in place.
     *
     * @return its new length, or a {@link SrtpRefusal}
     */
    public int sealRtcp(byte[] octets, int start, int lengthBytes) {
        if (lengthBytes < RtcpView.LEAST_BYTES || lengthBytes > CounterModeCipher.LARGEST_PAYLOAD_BYTES) {
            return SrtpRefusal.MALFORMED;
        }
        if (rtcpIndex == LAST_RTCP_INDEX) {
            return SrtpRefusal.KEY_EXHAUSTED;
        }
        return cipher.sealRtcp(octets, start, lengthBytes, Octets.integer(octets, start + 4), rtcpIndex++);
    }
}
