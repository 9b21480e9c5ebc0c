package org.ringfort.media.demux;

/**
 * Tells datagrams apart by their first octets. Pure.
 *
 * @rfc 7983 7
 * @rfc 5761 4
 */
public final class Demux {
    /** What a datagram may be. */
    public enum Kind {
        RTP,
        RTCP,
        STUN,
        ZRTP,
        DTLS,
        OTHER
    }

    private Demux() {}

    public static Kind kind(byte[] octets, int start, int lengthBytes) {
        if (lengthBytes < 2) {
            return Kind.OTHER;
        }
        int first = octets[start] & 0xff;
        if (first >= 128 && first <= 191) {
            int second = octets[start + 1] & 0xff;
            return second >= 192 && second <= 223 ? Kind.RTCP : Kind.RTP;
        }
        if (first <= 3) {
            return Kind.STUN;
        }
        if (first >= 16 && first <= 19) {
            return Kind.ZRTP;
        }
        return first >= 20 && first <= 63 ? Kind.DTLS : Kind.OTHER;
    }
}
