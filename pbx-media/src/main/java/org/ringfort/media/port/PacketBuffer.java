package org.ringfort.media.port;

import java.nio.ByteBuffer;

/** Room for one datagram with what sealing adds behind it, reused for each. One thread. */
public final class PacketBuffer {
    /** Larger than any packet of ours; a datagram that fills it was cut off. */
    public static final int DATAGRAM_BYTES = 2_048;

    private static final int SEALING_BYTES = 64;

    private final byte[] octets = new byte[DATAGRAM_BYTES + SEALING_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(octets);

    /** The room itself; a received datagram begins at 0. */
    public byte[] octets() {
        return octets;
    }

    ByteBuffer forReceiving() {
        return view.clear().limit(DATAGRAM_BYTES);
    }

    ByteBuffer part(int start, int lengthBytes) {
        return view.clear().limit(start + lengthBytes).position(start);
    }
}
