package org.ringfort.media.srtp;

/**
 * The 48-bit index of a packet from its 16-bit sequence number: the one nearest to the highest seen.
 *
 * @rfc 3711 3.3.1
 */
final class PacketIndex {
    private PacketIndex() {}

    /**
     * @param highest the highest index so far, -1 where there is none
     * @return negative where the packet would lie before the beginning
     */
    static long nearest(long highest, int sequence) {
        if (highest < 0) {
            return sequence;
        }
        long rollover = highest >>> 16;
        int last = (int) highest & 0xffff;
        if (last < 0x8000) {
            if (sequence - last > 0x8000) {
                rollover--;
            }
        } else if (last - 0x8000 > sequence) {
            rollover++;
        }
        return rollover < 0 ? -1 : (rollover << 16) | sequence;
    }
}
