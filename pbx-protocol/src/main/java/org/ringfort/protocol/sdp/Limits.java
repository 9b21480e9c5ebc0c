package org.ringfort.protocol.sdp;

/**
 * What a session description may cost to read.
 *
 * @param bodyBytes the whole description
 * @param lineBytes one line without its end
 * @param lines all lines together
 * @param mediaSections {@code m=} lines
 * @param formats formats of one {@code m=} line
 */
public record Limits(int bodyBytes, int lineBytes, int lines, int mediaSections, int formats) {
    /** Room for a browser's offer (about 8 kB and 200 lines) with as much again. */
    public static final Limits DEFAULT = new Limits(32_768, 4_096, 512, 16, 64);

    public Limits {
        if (bodyBytes < 1 || lineBytes < 1 || lines < 1 || mediaSections < 1 || formats < 1) {
            throw new IllegalArgumentException("a limit must be at least 1");
        }
    }
}
