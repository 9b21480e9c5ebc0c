package org.ringfort.protocol.rtp;

/**
 * One RTP packet where it lies in an array. Mutable and reused: {@link #wrap} moves it to the next packet. One thread.
 *
 * @rfc 3550 5.1
 */
public final class RtpView {
    /** Octets of a header without contributing sources or extension. */
    public static final int FIXED_HEADER_BYTES = 12;

    private byte[] octets = new byte[0];
    private int start;
    private int headerBytes;
    private int lengthBytes;

    /**
     * Looks at {@code lengthBytes} octets from {@code start}.
     *
     * @return whether they are an RTP packet of version 2 whose header fits; only then may the view be asked anything.
     *     Padding is not judged here, since it is encrypted on the wire: see {@link #paddingBytes()}
     */
    public boolean wrap(byte[] octets, int start, int lengthBytes) {
        int header = headerBytes(octets, start, lengthBytes);
        if (header < 0) {
            return false;
        }
        this.octets = octets;
        this.start = start;
        this.headerBytes = header;
        this.lengthBytes = lengthBytes;
        return true;
    }

    /** Octets of the header with contributing sources and extension, or -1 where it is no RTP packet. */
    public static int headerBytes(byte[] octets, int start, int lengthBytes) {
        if (lengthBytes < FIXED_HEADER_BYTES || (octets[start] & 0xc0) != 0x80) {
            return -1;
        }
        int header = FIXED_HEADER_BYTES + 4 * (octets[start] & 0x0f);
        if ((octets[start] & 0x10) != 0) {
            if (header + 4 > lengthBytes) {
                return -1;
            }
            header += 4 + 4 * Octets.unsignedShort(octets, start + header + 2);
        }
        return header <= lengthBytes ? header : -1;
    }

    /** Writes a plain header: version 2, no padding, extension or contributing sources. */
    public static void writeHeader(
            byte[] octets, int start, boolean marker, int payloadType, int sequence, int timestamp, int ssrc) {
        octets[start] = (byte) 0x80;
        octets[start + 1] = (byte) ((marker ? 0x80 : 0) | (payloadType & 0x7f));
        Octets.putShort(octets, start + 2, sequence);
        Octets.putInteger(octets, start + 4, timestamp);
        Octets.putInteger(octets, start + 8, ssrc);
    }

    public boolean marker() {
        return (octets[start + 1] & 0x80) != 0;
    }

    public int payloadType() {
        return octets[start + 1] & 0x7f;
    }

    /** 0 to 65535. */
    public int sequence() {
        return Octets.unsignedShort(octets, start + 2);
    }

    /** Ticks of the payload's clock; 32 bits that wrap. */
    public int timestamp() {
        return Octets.integer(octets, start + 4);
    }

    public int ssrc() {
        return Octets.integer(octets, start + 8);
    }

    /** Index in the array of the first octet of the payload. */
    public int payloadStart() {
        return start + headerBytes;
    }

    public int headerBytes() {
        return headerBytes;
    }

    /** Octets of the payload without padding, or -1 where the padding is longer than the packet allows. */
    public int payloadBytes() {
        int padding = paddingBytes();
        return padding < 0 ? -1 : lengthBytes - headerBytes - padding;
    }

    /** Octets of padding, 0 where there is none, -1 where its count is impossible. */
    public int paddingBytes() {
        if ((octets[start] & 0x20) == 0) {
            return 0;
        }
        int body = lengthBytes - headerBytes;
        int padding = body == 0 ? 0 : octets[start + lengthBytes - 1] & 0xff;
        return padding == 0 || padding > body ? -1 : padding;
    }
}
