package org.ringfort.protocol.sip.codec;

/**
 * How much of a stranger's message is looked at.
 *
 * @param headerSectionBytes start line and headers together, up to the empty line; 1 KiB to 1 MiB
 * @param lineBytes one header with its continuation lines, or the start line
 * @param headerCount header lines in one message
 * @param bodyBytes what Content-Length may say
 */
public record Limits(int headerSectionBytes, int lineBytes, int headerCount, int bodyBytes) {
    /** Enough for every phone seen, with room for long certificates in Identity and for large SDP of browsers. */
    public static final Limits DEFAULT = new Limits(32_768, 8_192, 128, 65_536);

    public Limits {
        if (headerSectionBytes < 1024 || headerSectionBytes > 1 << 20) {
            throw new IllegalArgumentException("headerSectionBytes must be 1024 to 1048576");
        }
        if (lineBytes < 256 || lineBytes > headerSectionBytes) {
            throw new IllegalArgumentException("lineBytes must be 256 to headerSectionBytes");
        }
        if (headerCount < 8 || headerCount > 1024) {
            throw new IllegalArgumentException("headerCount must be 8 to 1024");
        }
        if (bodyBytes < 0 || bodyBytes > 1 << 24) {
            throw new IllegalArgumentException("bodyBytes must be 0 to 16777216");
        }
    }

    /** The largest message that fits: what a connection must be able to hold back. */
    public int messageBytes() {
        return headerSectionBytes + bodyBytes;
    }
}
