package org.ringfort.media.port;

/** Room for one datagram with what sealing adds behind it, reused for each. One thread. */
public final class PacketBuffer {
    /** Larger than any packet of ours; a datagram that fills it was cut off. */
    public static final int DATAGRAM_BYTES = 2_048;

    static final int SEALING_BYTES = 64;

    private final byte[] octets = new byte[DATAGRAM_BYTES + SEALING_BYTES];

    /** The room itself; a received datagram begins at 0. */
    public byte[] octets() {
        return octets;
    }
}
